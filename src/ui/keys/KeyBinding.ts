/** KeyBinding is a thing that a page does at a key. A page declares all of its own in one list. */
export interface KeyBinding {
  /**
   * As tinykeys names them. The first is the key of the action, which a person may move; the others stay,
   * because remote controls send them, or whoever comes from another program tries them.
   */
  readonly keys: readonly string[];
  /** As printed on them, where nobody has moved anything. */
  readonly caps: readonly string[];
  readonly does: string;
  readonly run: () => void;
}

/** What of it is listed, and can be moved. */
export type ListedKey = Omit<KeyBinding, 'run'>;
