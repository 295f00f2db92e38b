/** replicaDocument is the part of the file format about replicas: how logs and queues are kept on several brokers. */
import * as z from 'zod/mini';
import { MAX_REPLICAS } from '../engine/index.ts';
import {
  about,
  choice,
  duration,
  durationAbove0,
  object,
  orUnlimited,
  whole,
  yesOrNo,
} from './fields.ts';

const shared = {
  replicas: about('How many brokers keep it, the leader among them.', whole(1, MAX_REPLICAS)),
  election: about(
    'How long it is without a leader after its leader has died.',
    z._default(duration, '1s'),
  ),
  restart: about(
    'From the crash of a replica to its restart by itself; null: someone has to restart it.',
    orUnlimited(duration),
  ),
};

export const logReplication = about(
  'How it is kept on several brokers; null: on one.',
  z._default(
    z.nullable(
      object(
        {
          ...shared,
          confirmAfter: about(
            'Whom a confirm waits for: the leader, or all that are in sync.',
            z._default(choice('leader', 'inSync'), 'inSync'),
          ),
          minInSync: about(
            'Where a confirm waits for those in sync, a publish is refused while they are fewer.',
            z._default(whole(1, MAX_REPLICAS), 1),
          ),
          fetch: about(
            'How long a record takes from the leader to a follower.',
            z._default(durationAbove0, '10ms'),
          ),
          maxLag: about(
            'A replica that has been behind for so long is no longer in sync.',
            z._default(durationAbove0, '30s'),
          ),
          uncleanElection: about(
            'When none in sync is alive, another may lead.',
            z._default(yesOrNo, false),
          ),
        },
        'an object or null',
      ),
    ),
    null,
  ),
);

export const queueReplicas = object(
  {
    ...shared,
    reach: about(
      'How much later than one disk a majority has written.',
      z._default(duration, '1ms'),
    ),
  },
  'an object or null',
);

export const queueReplication = about(
  'How it is kept on several brokers, of which a majority has to take part; null: on one.',
  z._default(z.nullable(queueReplicas), null),
);
