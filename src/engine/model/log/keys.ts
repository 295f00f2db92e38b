/** keys says which partition a key belongs to, which keys are the same, and which match a pattern. */

const FNV_PRIME = 16_777_619;

/** FNV-1a over UTF-16 units, with a seed of its own for each use. */
function hash32(text: string, seed: number): number {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  // Murmur's last steps: short keys differ in few bits, and a partition is a remainder.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The partition of a key: the same as long as the number of partitions is. */
export function partitionOf(key: string, partitions: number): number {
  return partitions === 1 ? 0 : hash32(key, 2_166_136_261) % partitions;
}

/**
 * A key as a number: 53 bits, so that tables can hold it. Two different keys of one log have the same
 * number with a chance of one in 10^15 or so.
 */
export function keyNumber(key: string): number {
  return hash32(key, 0x9747b28c) * 0x200000 + (hash32(key, 0x3c6ef372) & 0x1fffff);
}

/** Whether a key matches a pattern: words between dots, `*` for any one, `>` for one or more at the end. */
export function matches(pattern: string, key: string): boolean {
  const wanted = pattern.split('.');
  const words = key.split('.');
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === '>') return words.length > i;
    if (i >= words.length || (wanted[i] !== '*' && wanted[i] !== words[i])) return false;
  }
  return wanted.length === words.length;
}

/** Whether some key could match both. */
export function overlap(one: string, other: string): boolean {
  const a = one.split('.');
  const b = other.split('.');
  for (let i = 0; ; i++) {
    if (i === a.length || i === b.length) return a.length === b.length;
    if (a[i] === '>' || b[i] === '>') return true;
    if (a[i] !== '*' && b[i] !== '*' && a[i] !== b[i]) return false;
  }
}
