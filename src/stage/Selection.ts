/** Selection is what a person has picked out: a message, a place, or a wire. */
export type Selection =
  | { readonly kind: 'message'; readonly number: number }
  /** A node, or the number of nodes plus a consumer's row. */
  | { readonly kind: 'place'; readonly place: number }
  | { readonly kind: 'wire'; readonly wire: number };
