/**
 * namedChecks gives each check its name, by what it says when something is wrong: the invariants of the
 * engine by their number in MODEL.md, the laws by the name of their function.
 */
interface NamedCheck {
  readonly name: string;
  readonly says: RegExp;
}

const checks = [
  {
    name: 'invariant 1: conservation',
    says: /copies came, \d+ are somewhere|copies are booked as/,
  },
  { name: 'invariant 2: deliveries', says: /deliveries are not \d+ settled/ },
  { name: 'invariant 3: no ghost', says: /a copy belongs to message/ },
  { name: 'invariant 5: one live receipt', says: /its window says|and claims delivery/ },
  { name: 'invariant 6: the ready list', says: /ready list/ },
  { name: 'invariant 9: time', says: /an event due at -?\d+ µs happens at|in the past/ },
  { name: 'invariant 13: handed out', says: /handed out are not \d+ settled/ },
  { name: 'invariant 14: committed', says: /committed \d+, done \d+, position/ },
  { name: 'invariant 15: one owner', says: /a partition of generation/ },
  { name: 'invariant 17: what is not read', says: /records stand from/ },
  { name: 'invariant 18: keys', says: /keys, \d+ are remembered|and its time runs on/ },
  {
    name: 'invariant 19: replicas',
    says: /records are safe, and the log|its leader, replica \d|in sync and has \d|records, and the log ends/,
  },
  {
    name: 'invariant 20: commits',
    says: /are written down somewhere|half-way, the books say|its outbox is broken/,
  },
  {
    name: 'invariant 21: guarded calls',
    says: /^calls \S+ → \S+: /,
  },
  {
    name: 'invariant 22: quorums',
    says: /replica \d cannot lead it|of its replicas|without a leader or a majority/,
  },
  { name: 'lifecycles', says: /a (copy|consumer|broker) that is \w+ got/ },
  { name: 'references', says: /was released twice|references/ },
  { name: 'law boundsBroken (2, 5)', says: /, at most \d+$/m },
  { name: 'law troublesOfTrace (3, 9)', says: /is a ghost|has no cause|is published twice/ },
  { name: 'law promisesBroken (4)', says: /broke \w+: m\d+/ },
  { name: 'law unexplainedLosses (4)', says: /is lost by/ },
  {
    name: 'law returnsMisplaced (6)',
    says: /overtook one (that had come back|that was there before|that came back with it)/,
  },
  { name: 'law acksUnwritten (4)', says: /was acked at \d+, which the disk had forgotten/ },
  { name: 'law acksUnasked', says: /is acked early, and nobody there acks early/ },
  {
    name: 'law unearnedClaims (4, 6, 8)',
    says: /overtook an earlier|before it was on the disk|never stored in|before any work|never had its effect|was delivered \d+ of|confirmed twice/,
  },
  { name: 'law leasesAstray (5)', says: /the lease of m\d+ in \w+ (is extended|ends at)/ },
  { name: 'law receivesAstray (2)', says: /which had not asked for it/ },
  { name: 'law redrivesAstray (8)', says: /redriven? at|was redriven|a redrive counts/ },
  { name: 'law effectsRepeated (7)', says: /repeated \d+ effects/ },
  {
    name: 'law writesMissing',
    says: /though it had an outbox|is not of its outbox|and no fact says why|was never confirmed/,
  },
  { name: 'law callsAstray', says: /the breaker \S+ → \S+ |of \d+ that it may make/ },
  {
    name: 'law alarmsAstray',
    says: /without an alarm|past those that wait|while the disk is full/,
  },
  { name: 'law keysMisremembered (7)', says: /though its key was (not )?known/ },
  { name: 'law replicaLawsBroken', says: /before it is safe in|was safe, and is lost/ },
  {
    name: 'law quorumLawsBroken',
    says: /stands still, and (writes|gives)|is on one disk alone|and misses no write|leads a minority/,
  },
  {
    name: 'law policiesBroken',
    says: /another beside an exclusive consumer|an expired message at its head|over its limit|outside its window|is gone, with copies/,
  },
  { name: 'law littleDiffers (10)', says: /∫N dt is/ },
  { name: 'law repeatFromHalfWay (11)', says: /another one the second time/ },
  { name: 'law depthsFromTrace (1)', says: /the trace tells of -?\d+ copies/ },
  { name: 'law talliesDiffer (2)', says: /books \d+ .*, the trace tells of/ },
  { name: 'law unfinished (liveness)', says: /for ever|events, the limit of a run/ },
  {
    name: 'law strays',
    says: /timer is (missing|running)|by nobody|has given up|broker is down|nothing will end it|asks for nothing|nobody has it|nobody has what is there|and is kept, though|claims (a|the) delivery|works on/,
  },
] as const satisfies readonly NamedCheck[];

export type CheckName = (typeof checks)[number]['name'];

/** The check that said this, or null when it is none of them. */
export function checkThatSays(text: string): CheckName | null {
  return checks.find(({ says }) => says.test(text))?.name ?? null;
}
