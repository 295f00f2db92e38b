/** Command is one word of the command line: what it takes, what it says about itself, what it does. */
export interface Command {
  readonly name: string;
  /** What stands behind the name: `FILE [--seed N]`. */
  readonly takes: string;
  /** One sentence, for the list of commands. */
  readonly does: string;
  /** The rest of its help: a line for each operand and option, then what is worth knowing. */
  help(): string;
  readonly operands: readonly string[];
  /** Options by name, without dashes. `value` is what stands for its value in the help; null: none. */
  readonly options: Readonly<Record<string, string | null>>;
  /** Those of the options that may be given more than once. */
  readonly repeatable?: readonly string[];
  /** Throws BadInput before the first piece of output, or not at all. */
  run(given: Given): Result;
}

/** What was typed behind the name of a command. */
export interface Given {
  readonly operands: readonly string[];
  readonly options: ReadonlyMap<string, string>;
  /** The values of the options that may be given more than once, in their order. */
  readonly repeated: ReadonlyMap<string, readonly string[]>;
}

export interface Result {
  /** 0: all holds. 1: a check failed. */
  readonly code: 0 | 1;
  /** In pieces, so that a long trace is not held twice. */
  readonly output: Iterable<string>;
  /** One line for people, beside the output. */
  readonly complaint?: string | undefined;
  /** What takes its time. It comes after the output, and has the last word on how it ended. */
  readonly later?: ((terminal: Terminal) => Promise<Ending>) | undefined;
}

export interface Terminal {
  /** Waits where the reader is slow. */
  print(piece: string): Promise<void>;
  /** How far it is, for somebody who watches; never part of the output. */
  progress(text: string): void;
}

export type Ending = Pick<Result, 'code' | 'complaint'>;
