const letters = Array.from('abcdefghklmnoprstuvyz');
const length = 4;

/** As many words, of which no two have the same first four letters: the most expensive texts to compare. */
export const differentWords = (count: number, from: number): string =>
  Array.from({ length: count }, (_, index) => wordOf(from + index)).join(' ');

/** Neighbouring numbers differ in their first letter. */
function wordOf(number: number): string {
  let left = number % letters.length ** length;
  let word = '';
  for (let place = 0; place < length; place += 1) {
    word += letters[left % letters.length];
    left = Math.floor(left / letters.length);
  }
  return `${word}da`;
}
