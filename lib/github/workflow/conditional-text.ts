/** A text with expressions of GitHub that is empty unless a condition holds. An expression cannot contain another one. */
export function textIf(condition: string, text: string): string {
  const parts = text.split(/\$\{\{ (.+?) \}\}/);
  const literal = (part: string) => part.replace(/[{}]/g, '$&$&').replaceAll("'", "''");
  const format = parts.map((part, index) => (index % 2 === 0 ? literal(part) : `{${(index - 1) / 2}}`)).join('');
  const values = parts.filter((_, index) => index % 2 === 1);
  return `\${{ ${condition} && format('${format}'${values.map((value) => `, ${value}`).join('')}) || '' }}`;
}
