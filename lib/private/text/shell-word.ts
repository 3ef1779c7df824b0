/** A value as one word of a POSIX shell. Values that CloudFormation fills in are quoted, because no AWS name contains a quote. */
export function shellWord(value: string): string {
  return /^[\w@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
