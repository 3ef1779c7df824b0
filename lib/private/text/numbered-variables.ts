/** Variables `NAME_00` and on, in the order of their values: scripts read them by `${!NAME_@}`. */
export function numberedVariables<T>(name: string, values: readonly T[]): Record<string, T> {
  return Object.fromEntries(values.map((value, index) => [`${name}_${String(index).padStart(2, '0')}`, value]));
}
