const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** A size for people, in the powers of 1000 that ECR bills and shows. */
export function sizeText(bytes: number): string {
  // From 999.5 on a number is shown as 1000, which is one of the next unit.
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes / 0.9995) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[power] ?? ''}`;
}
