import { existsSync } from 'node:fs';
import { extname, join } from 'node:path';
import {
  graphOf,
  isFolder,
  readTemplates,
  type LoadedTemplate,
  type RepositoryNode,
  shownText,
  type TemplateGraph,
  type UnreviewedPart,
} from '../../review';
import { quote } from '../../private/validation/validation';
import { fail } from '../input-file';
import { createFolder, writeOutput } from '../review/output-file';
import { type GuideFormatName } from './format-names';
import { guideFiles, guideText } from './guide-files';
import { type GuidePage } from './guide-page';
import { guideRepository, repositoryText } from './guide-repository';
import { namesOf, readersFor } from './reader';
import { type Readers, readersByRepository } from './readers';
import { repositoryPage } from './repository-page';

/** What `guide` takes besides the templates. */
export interface GuideOptions {
  /** One repository, by name or logical id. */
  readonly repository?: string;
  /** Whose page it is: a principal, an account, an organization, a kind, a contributor. */
  readonly for?: string;
  readonly format: GuideFormatName;
  /** A file, or a folder to hold a page for each repository. */
  readonly output?: string;
}

/** Writes the pages where asked; gives the text to print otherwise. */
export function runGuide(paths: readonly string[], { format, output, ...wanted }: GuideOptions): string | undefined {
  const { templates, unreviewed } = readTemplates(paths);
  const pages = guidePages(templates, wanted, unreviewed);
  if (output === undefined) return guideText(pages, format);
  if (isForFolder(output)) {
    createFolder(output);
    for (const { name, text } of guideFiles(pages, format)) writeOutput(join(output, name), text);
  } else {
    writeOutput(output, guideText(pages, format));
  }
  return undefined;
}

/** The pages of the repositories of some templates. */
export function guidePages(
  templates: readonly LoadedTemplate[],
  wanted: Pick<GuideOptions, 'repository' | 'for'> = {},
  unread: readonly UnreviewedPart[] = [],
): GuidePage[] {
  const graph = graphOf(templates, unread);
  const repositories = chosen(graph, wanted.repository);
  const readers = readersByRepository({ ...graph, repositories });
  const all = repositories.map((node) => ({ node, readers: readers.get(node.arn) ?? nobody }));
  const asked = wanted.for === undefined ? all : narrowed(all, wanted.for);
  return asked.map(({ node, readers: own }) => repositoryPage(guideRepository(node, graph), own));
}

function chosen({ repositories }: TemplateGraph, wanted: string | undefined): readonly RepositoryNode[] {
  if (repositories.length === 0) fail('the templates must have an AWS::ECR::Repository, got none');
  if (wanted === undefined) return repositories;
  const fitting = repositories.filter(
    ({ name, resource }) => shownText(name) === wanted || resource.source.logicalId === wanted,
  );
  if (fitting.length > 0) return fitting;
  const list = repositories.map(repositoryText).join(', ');
  return fail(`--repository must be one of the templates, got ${quote(wanted)}; they have ${list}`);
}

interface Choice {
  readonly node: RepositoryNode;
  readonly readers: Readers;
}

const nobody: Readers = { sure: [], unsure: 0, unread: 0 };

/** The repositories that somebody can use, for them alone. */
function narrowed(all: readonly Choice[], wanted: string): Choice[] {
  const fitting = all
    .map(({ node, readers }) => ({ node, readers: { ...readers, sure: readersFor(readers.sure, wanted), unsure: 0 } }))
    .filter(({ readers }) => readers.sure.length > 0);
  if (fitting.length > 0) return fitting;
  const names = [...new Set(all.flatMap(({ readers }) => readers.sure.flatMap(namesOf)))].sort();
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const known = names.length === 0 ? noNames(all) : `they let in ${names.slice(0, mostNames).join(', ')}${more}`;
  return fail(`--for must be somebody whom the templates let in, or a kind of them, got ${quote(wanted)}; ${known}`);
}

function noNames(all: readonly Choice[]): string {
  return all.some(({ readers }) => readers.unread > 0)
    ? 'what could be read of them grants no access'
    : 'they let nobody in';
}

/** As many as people read in a message. */
const mostNames = 30;

/** A folder is meant where there is one, or where the name ends as no page does. */
function isForFolder(output: string): boolean {
  return existsSync(output) ? isFolder(output) : /[/\\]$/.test(output) || extname(output) === '';
}
