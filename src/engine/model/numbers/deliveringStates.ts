/** deliveringStates numbers what may be with a delivery: `Deliveries.state`. */
export const free = 0;
export const onWire = 1;
export const held = 2;
export const working = 3;
/** Its ack or nack is on the wire. */
export const settling = 4;
/** The consumer no longer has it and the broker does not know yet. */
export const gone = 5;
