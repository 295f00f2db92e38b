/**
 * NodeList collects nodes during an event, each once, and gives them out in the order they came up.
 *
 * It is empty when the event is over, so it is no part of a checkpoint.
 */
export class NodeList {
  private readonly nodes: Int32Array;
  private readonly isIn: Uint8Array;
  private first = 0;
  private count = 0;
  /** The node added last, while it is in: an event mostly adds the same one again. */
  private latest = -1;

  constructor(nodes: number) {
    this.nodes = new Int32Array(nodes);
    this.isIn = new Uint8Array(nodes);
  }

  add(node: number): void {
    if (node !== this.latest) this.addOther(node);
  }

  private addOther(node: number): void {
    if (this.isIn[node] === 1) return;
    this.latest = node;
    this.isIn[node] = 1;
    const at = this.first + this.count++;
    this.nodes[at < this.nodes.length ? at : at - this.nodes.length] = node;
  }

  /** Takes the next node out, -1 when there is none. What is added meanwhile stands behind. */
  take(): number {
    if (this.count === 0) return -1;
    const node = this.nodes[this.first];
    this.isIn[node] = 0;
    if (node === this.latest) this.latest = -1;
    this.first = --this.count === 0 || this.first + 1 === this.nodes.length ? 0 : this.first + 1;
    return node;
  }
}
