import { parse, stringify } from 'yaml';

interface Named {
  readonly name: string;
}

interface Part {
  readonly version?: number;
  readonly repositories?: readonly Named[];
  readonly retention?: unknown;
  readonly publishers?: readonly { readonly repositories: readonly string[] }[];
  readonly builds?: readonly {
    readonly repository?: string;
    readonly cache?: { readonly repository?: string };
    readonly images?: readonly { readonly repository: string }[];
  }[];
  readonly acknowledgements?: readonly { readonly repositories?: readonly string[] }[];
}

/**
 * A snippet of a config as a whole file, with an environment and the repositories that the snippet names. Does not change a
 * snippet that is a whole file.
 */
export function wholeConfig(snippet: string): string {
  const part = parse(snippet) as Part;
  if (part.version !== undefined) return snippet;
  const { retention, repositories = [], ...others } = part;
  const listed = repositories.map(({ name }) => name);
  const named = [...new Set(namesIn(part))].filter((name) => !listed.includes(name));
  const added = named.map((name) => ({ name, mutableTags: ['latest', 'cache-*'] }));
  return stringify({
    version: 1,
    environments: [{ name: 'prod', account: '123456789012', region: 'us-east-1' }],
    repositories: [{ name: 'service', retention }, ...repositories, ...added],
    ...others,
  });
}

function namesIn({ publishers = [], builds = [], acknowledgements = [] }: Part): string[] {
  return [
    ...publishers.flatMap(({ repositories }) => repositories),
    ...builds.flatMap(({ repository, cache, images = [] }) =>
      [repository, cache?.repository, ...images.map((image) => image.repository)].filter((name) => name !== undefined),
    ),
    ...acknowledgements.flatMap(({ repositories = [] }) => repositories),
  ];
}
