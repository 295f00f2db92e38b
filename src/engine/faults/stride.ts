/**
 * stride chooses how many events to skip when trying each of them would cost too much.
 *
 * A system at its rate repeats itself every few events. A stride that shared a factor with that period
 * would meet the same kind of event for ever, so a stride is 1 or a prime number above 7.
 */
export function strideFor(cost: number, budget: number): number {
  const least = Math.floor(cost / budget) + 1;
  if (cost <= budget) return 1;
  let stride = Math.max(least, 11);
  while (!isPrime(stride)) stride++;
  return stride;
}

function isPrime(value: number): boolean {
  for (let divisor = 2; divisor * divisor <= value; divisor++) {
    if (value % divisor === 0) return false;
  }
  return true;
}
