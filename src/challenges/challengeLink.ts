/**
 * challengeLink writes what is tried on the page of challenges into the hash of a link, and reads it back:
 * a problem with a design, or a claim with something happening to it. A link is read whole or not at all.
 */
import type { Challenge, Design } from './Challenge.ts';
import { type Claim, instantsMs } from './Claim.ts';
import { challenges, claims } from './shipped.ts';

export type Attempt =
  | { readonly kind: 'challenge'; readonly challenge: Challenge; readonly design: Design }
  | {
      readonly kind: 'claim';
      readonly claim: Claim;
      /** Of the menu; null: nothing yet. */
      readonly mishap: number | null;
      readonly atMs: number;
    };

export type AttemptReading =
  | { readonly ok: true; readonly attempt: Attempt }
  | { readonly ok: false; readonly error: string };

/** The id of what is tried. */
export function idOf(attempt: Attempt): string {
  return attempt.kind === 'challenge' ? attempt.challenge.id : attempt.claim.id;
}

/** The first option of everything: where a problem begins. */
export function plainDesign({ choices }: Challenge): Design {
  return choices.map(() => 0);
}

/** The hash, without its "#". */
export function writeAttempt(attempt: Attempt): string {
  if (attempt.kind === 'challenge')
    return `challenge=${attempt.challenge.id}&design=${attempt.design.join('.')}`;
  const { claim, mishap, atMs } = attempt;
  return `claim=${claim.id}${mishap === null ? '' : `&happens=${mishap}&at=${atMs}`}`;
}

/** Whether a hash is one of this page at all. */
export function isAttempt(hash: string): boolean {
  return /^#?(challenge|claim)=/.test(hash);
}

export function readAttempt(hash: string): AttemptReading {
  const fields = new URLSearchParams(hash.replace(/^#/, ''));
  for (const key of fields.keys()) {
    if (!['challenge', 'design', 'claim', 'happens', 'at'].includes(key))
      return wrong(`has an unknown part "${key.slice(0, 32)}"`);
  }
  return fields.has('claim') ? readClaim(fields) : readChallenge(fields);
}

function readChallenge(fields: URLSearchParams): AttemptReading {
  const id = fields.get('challenge') ?? '';
  const challenge = challenges.find((one) => one.id === id);
  if (challenge === undefined) return unknown('challenge', id, challenges);
  const text = fields.get('design');
  if (text === null)
    return { ok: true, attempt: { kind: 'challenge', challenge, design: plainDesign(challenge) } };
  const design = text.split('.').map((position) => (/^\d{1,2}$/.test(position) ? +position : -1));
  const isDesign =
    design.length === challenge.choices.length &&
    challenge.choices.every(({ options }, i) => options[design[i] ?? -1] !== undefined);
  return isDesign
    ? { ok: true, attempt: { kind: 'challenge', challenge, design } }
    : wrong(
        `has a part "design" that is none of ${id}: expected ${challenge.choices.length} positions such as ${challenge.choices.map(() => 0).join('.')}`,
      );
}

function readClaim(fields: URLSearchParams): AttemptReading {
  const id = fields.get('claim') ?? '';
  const claim = claims.find((one) => one.id === id);
  if (claim === undefined) return unknown('claim', id, claims);
  const happens = fields.get('happens');
  const at = fields.get('at') ?? String(instantsMs[0]);
  const mishap = happens === null ? null : Number(happens);
  if (mishap !== null && claim.menu[mishap] === undefined)
    return wrong(
      `has a part "happens" that is not a whole number from 0 to ${claim.menu.length - 1}`,
    );
  if (!instantsMs.includes(Number(at)))
    return wrong(
      `has a part "at" that is none of the instants ${instantsMs.slice(0, 3).join(', ')}, …`,
    );
  return { ok: true, attempt: { kind: 'claim', claim, mishap, atMs: Number(at) } };
}

function unknown(what: string, id: string, known: readonly { id: string }[]): AttemptReading {
  return wrong(
    `names no ${what}: it says "${id.slice(0, 32)}"; there is ${known.map((one) => one.id).join(', ')}`,
  );
}

function wrong(what: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error: `This link ${what}.` };
}
