import table from './create-only.json';

const types: Readonly<Record<string, readonly string[]>> = {
  ...table.types,
  // The function of this custom resource creates another provider for another URL.
  'Custom::AWSCDKOpenIdConnectProvider': ['Url'],
};

/** The properties of a type whose change replaces the resource. */
export function createOnlyProperties(type: string): readonly string[] {
  return types[type] ?? [];
}
