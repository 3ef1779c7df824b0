/** A value as one word of a POSIX shell. What CloudFormation fills in stands in quotes: no AWS name holds one. */
export function shellWord(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
