/** The values of the claim `aud` in the tokens of an issuer. */
export interface TokenAudience {
  /** The audience of tokens that are made for AWS, if the issuer or its guide fixes one. */
  readonly usual?: string;
  /** The form of all audiences, if jobs cannot choose theirs. */
  readonly form?: RegExp;
  /** Audiences of tokens that are made for other services, and who gets such tokens. */
  readonly others?: readonly OtherAudience[];
}

/** An audience of tokens that are made for another service. */
export interface OtherAudience {
  readonly form: RegExp;
  /** The end of the sentence "It is the audience of ...". */
  readonly tokens: string;
}

/** Audiences of services that accept tokens of several CI systems. */
const otherServices: readonly OtherAudience[] = [
  { form: /^api:\/\/AzureADTokenExchange/i, tokens: 'tokens for Azure' },
  { form: /^(https:)?\/\/iam\.googleapis\.com\//i, tokens: 'tokens for Google Cloud' },
  { form: /^sigstore$/i, tokens: 'tokens that sign with Sigstore' },
  { form: /^(test)?pypi$/i, tokens: 'tokens that publish to PyPI' },
  { form: /^npm:registry\.npmjs\.org$/i, tokens: 'tokens that publish to npm' },
];

/** Why an audience accepts tokens that were made for another service. Undefined if it does not. */
export function otherAudience({ usual, others = [] }: TokenAudience, value: string): string | undefined {
  if (value === usual) return undefined;
  return [...others, ...otherServices].find(({ form }) => form.test(value))?.tokens;
}

/** Why no token has an audience. Undefined if a token may have it. */
export function neverAudience({ usual, form }: TokenAudience, value: string): string | undefined {
  if (value === usual || (form?.test(value) ?? false)) return undefined;
  if (usual !== undefined && isSpelledLike(value, usual)) return `the tokens have '${usual}', in these letters`;
  if (form === undefined) return undefined;
  return usual === undefined ? 'it does not have the form of an audience of that issuer' : `the tokens have '${usual}'`;
}

/** Whether two audiences differ only in their letter case, their scheme, spaces or a slash at the end. */
function isSpelledLike(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      .replace(/\/+$/, '');
  return plain(one) === plain(other);
}
