/** Whether a text has all words of a search, in any order. The text must be in lower case. */
export function searchOf(search: string): (text: string) => boolean {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return (text) => words.every((word) => text.includes(word));
}
