/** BadInput is a mistake of whoever typed: one line that says what was expected. Exit code 2. */
export class BadInput extends Error {}
