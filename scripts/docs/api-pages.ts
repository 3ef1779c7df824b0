import { type ApiReferenceSchema, Documentation, type JsiiEntity, Language, MarkdownRenderer } from 'jsii-docgen';
import { code, markdownTable } from './markdown-table';
import { type Assembly, domains, type Domain, domainOf } from './api-domains';

/** A page of the reference of the API. */
export interface ApiPage {
  /** From the root of the project. */
  readonly path: string;
  readonly text: string;
}

type Kind = keyof ApiReferenceSchema;

const kinds: Readonly<Record<Kind, string>> = {
  constructs: 'construct',
  classes: 'class',
  structs: 'properties',
  interfaces: 'interface',
  enums: 'enum',
};

/** The reference of the built package: an index, and a page for each domain. */
export async function renderApi(root: string, assembly: Assembly): Promise<ApiPage[]> {
  const documentation = await Documentation.forProject(root);
  const { content: schema } = await documentation.toJson({ language: Language.TYPESCRIPT });
  await documentation.cleanup();
  const all = schema.apiReference;
  if (all === undefined) throw new Error('The package has no API. Run npm run build.');
  const pages = domains.map((domain) => ({ domain, reference: ofDomain(all, domain, assembly) }));
  return [
    { path: 'docs/API.md', text: index(pages) },
    ...pages.map(({ domain, reference }) => ({
      path: `docs/api/${domain.folder}.md`,
      text: MarkdownRenderer.fromSchema(
        { ...schema, apiReference: reference },
        {
          header: { title: domain.title, id: domain.folder },
          linkFormatter: (type) => linkTo(type, domain, assembly),
        },
      ).render(),
    })),
  ];
}

function ofDomain(all: ApiReferenceSchema, domain: Domain, assembly: Assembly): ApiReferenceSchema {
  const own = <T extends { readonly fqn: string }>(types: readonly T[]) =>
    types.filter(({ fqn }) => domainOf(fqn, assembly) === domain);
  return {
    constructs: own(all.constructs),
    classes: own(all.classes),
    structs: own(all.structs),
    interfaces: own(all.interfaces),
    enums: own(all.enums),
  };
}

/** A link to a type or a member of one, which may be on another page. Types of other packages have no link. */
function linkTo({ id, fqn, displayName }: JsiiEntity, from: Domain, assembly: Assembly): string {
  const domain = domainOf(fqn, assembly);
  if (domain === undefined) return fqn;
  return `<a href="${domain === from ? '' : `${domain.folder}.md`}#${id}">${displayName}</a>`;
}

function index(pages: readonly { readonly domain: Domain; readonly reference: ApiReferenceSchema }[]): string {
  const sections = pages.map(({ domain, reference }) => {
    const rows = (Object.keys(kinds) as Kind[]).flatMap((kind) =>
      reference[kind].map(({ id, displayName, docs }) => [
        `[${code(displayName)}](api/${domain.folder}.md#${id})`,
        kinds[kind],
        docs.summary ?? '',
      ]),
    );
    return `## ${domain.title}\n\n${markdownTable(['name', 'kind', 'summary'], rows)}`;
  });
  return [introduction, ...sections].join('\n\n');
}

const introduction = `# API reference

The names are those of TypeScript. Python, Java, .NET and Go have the same ones, with the customs of each language:
[Python](languages/python.md) and [Java](languages/java.md) show it. [The guides](guides/README.md) show what to do with them.`;
