/** Whether one letter more, one less, another one, or two swapped neighbours make the one text of the other. */
export function isOneErrorAway(one: string, other: string): boolean {
  if (one === other) return false;
  const begin = commonBeginning(one, other);
  const [rest, otherRest] = [one.slice(begin), other.slice(begin)];
  if (rest.length !== otherRest.length) {
    const [shorter, longer] =
      rest.length < otherRest.length ? [rest, otherRest] : [otherRest, rest];
    return longer.slice(1) === shorter;
  }
  if (rest.slice(1) === otherRest.slice(1)) return true;
  const isSwapped = rest[0] === otherRest[1] && rest[1] === otherRest[0];
  return isSwapped && rest.slice(2) === otherRest.slice(2);
}

/** The number of letters that two texts have in common at their beginning. */
export function commonBeginning(one: string, other: string): number {
  let count = 0;
  while (count < one.length && one[count] === other[count]) count += 1;
  return count;
}
