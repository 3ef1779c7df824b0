import { type GuidePage, guideCommands } from '../../../lib/app/guide/guide-page';
import { guidePages } from '../../../lib/app/guide/guide-command';
import { type LoadedTemplate } from '../../../lib/review/read/loaded-template';
import { env, type TemplateResource } from '../../review/reviewed';

/** The pages of a template with these resources. By default it has a known account and Region. */
export function pagesOf(
  resources: Readonly<Record<string, TemplateResource>>,
  wanted: { readonly repository?: string; readonly for?: string } = {},
  ownEnv: LoadedTemplate['env'] = env,
): GuidePage[] {
  return guidePages([{ name: 'app', file: 'app.json', body: { Resources: resources }, env: ownEnv }], wanted);
}

/** The page of the one repository of a template. */
export function pageOf(...args: Parameters<typeof pagesOf>): GuidePage {
  const [page, ...others] = pagesOf(...args);
  if (!page || others.length > 0) throw new Error(`expected one page, got ${others.length + 1}`);
  return page;
}

/** A repository with more properties. */
export function withProperties(resource: TemplateResource, more: object): TemplateResource {
  return { ...resource, Properties: { ...(resource.Properties as object), ...more } };
}

export function commandIds(page: GuidePage): string[] {
  return guideCommands(page).map(({ id }) => id);
}

export function commandOf(page: GuidePage, id: string): string {
  const found = guideCommands(page).find((one) => one.id === id);
  if (!found) throw new Error(`no command ${id}; there are ${commandIds(page).join(', ')}`);
  return found.command;
}

/** The text of a section of a page, with its values, without markup. */
export function wordsOf({ sections }: GuidePage, id: string): string {
  const section = sections.find((one) => one.id === id);
  if (!section) throw new Error(`no section ${id}; there are ${sections.map((one) => one.id).join(', ')}`);
  const plain = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map(plain).join('');
    return typeof value === 'object' && value !== null ? Object.values(value).map(plain).join('') : '';
  };
  return section.blocks
    .flatMap((block) => {
      if (block.kind === 'text') return [plain(block.text)];
      if (block.kind === 'list') return block.items.map(plain);
      return block.kind === 'table' ? block.rows.map((row) => row.map(plain).join(' | ')) : [];
    })
    .join('\n');
}
