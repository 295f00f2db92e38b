/**
 * OneRun names a disturbed run: what fails at which event, and what fails as well at a later one.
 *
 * In one word: `clerk:kill@17:before`, and of a pair `clerk:kill@17:before+broker:graceful@19`. A second
 * fault always comes before its event; that event's number counts in the run that the first has disturbed.
 */
export type When = 'before' | 'after';

export interface OneRun {
  readonly component: string;
  readonly how: string;
  readonly eventIndex: number;
  readonly when: When;
  readonly second?: SecondFault;
}

export interface SecondFault {
  readonly component: string;
  readonly how: string;
  readonly eventIndex: number;
}

export function nameOf({ component, how, eventIndex, when, second }: OneRun): string {
  const first = `${component}:${how}@${eventIndex}:${when}`;
  return second ? `${first}+${second.component}:${second.how}@${second.eventIndex}` : first;
}

/** The run of this name, or null where it is no name of a run. */
export function readOneRun(name: string): OneRun | null {
  const match =
    /^([^:@+]+):([^:@+]+)@(\d{1,9}):(before|after)(?:\+([^:@+]+):([^:@+]+)@(\d{1,9}))?$/.exec(name);
  if (match === null) return null;
  const [, component = '', how = '', index, when, with2, how2 = '', index2] = match;
  const first = { component, how, eventIndex: Number(index), when: when as When };
  if (with2 === undefined) return first;
  return { ...first, second: { component: with2, how: how2, eventIndex: Number(index2) } };
}
