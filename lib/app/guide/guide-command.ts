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
} from '../../review/index';
import { type OnProgress } from '../../private/text/progress';
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

/** The options of `guide`. */
export interface GuideOptions {
  /** One repository, by name or logical id. */
  readonly repository?: string;
  /** The reader of the pages: a principal, an account, an organization, a kind or a contributor. */
  readonly for?: string;
  readonly format: GuideFormatName;
  /** A file, or a folder for one page of each repository. */
  readonly output?: string;
}

/** Writes the pages to the output, or returns the text to print if there is no output. */
export function runGuide(
  paths: readonly string[],
  { format, output, ...wanted }: GuideOptions,
  onProgress?: OnProgress,
): string | undefined {
  const { templates, unreviewed } = readTemplates(paths, onProgress);
  const pages = guidePages(templates, wanted, unreviewed, onProgress);
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
  onProgress?: OnProgress,
): GuidePage[] {
  const graph = graphOf(templates, unread);
  const repositories = selectRepositories(graph, wanted.repository);
  const readers = readersByRepository({ ...graph, repositories }, onProgress);
  const all = repositories.map((node) => ({ node, readers: readers.get(node.arn) ?? noReaders }));
  const selected = wanted.for === undefined ? all : onlyFor(all, wanted.for);
  return selected.map(({ node, readers: own }) => repositoryPage(guideRepository(node, graph), own));
}

function selectRepositories({ repositories }: TemplateGraph, wanted: string | undefined): readonly RepositoryNode[] {
  if (repositories.length === 0) fail('the templates must have an AWS::ECR::Repository, got none');
  if (wanted === undefined) return repositories;
  const matching = repositories.filter(
    ({ name, resource }) => shownText(name) === wanted || resource.source.logicalId === wanted,
  );
  if (matching.length > 0) return matching;
  const list = repositories.map(repositoryText).join(', ');
  return fail(`--repository must be a repository of the templates, got ${quote(wanted)}. They have ${list}.`);
}

interface Choice {
  readonly node: RepositoryNode;
  readonly readers: Readers;
}

const noReaders: Readers = { sure: [], unsure: 0, unread: 0 };

/** The repositories that a reader can use, with that reader alone. */
function onlyFor(all: readonly Choice[], wanted: string): Choice[] {
  const matching = all
    .map(({ node, readers }) => ({ node, readers: { ...readers, sure: readersFor(readers.sure, wanted), unsure: 0 } }))
    .filter(({ readers }) => readers.sure.length > 0);
  if (matching.length > 0) return matching;
  const names = [...new Set(all.flatMap(({ readers }) => readers.sure.flatMap(namesOf)))].sort();
  const more = names.length > mostNames ? ` and ${names.length - mostNames} more` : '';
  const known =
    names.length === 0 ? noNames(all) : `They grant access to ${names.slice(0, mostNames).join(', ')}${more}.`;
  return fail(
    `--for must be a principal, or a kind of principal, that the templates grant access, got ${quote(wanted)}. ${known}`,
  );
}

function noNames(all: readonly Choice[]): string {
  return all.some(({ readers }) => readers.unread > 0)
    ? 'The parts that could be read grant no access.'
    : 'They grant no access.';
}

/** The most names in a message. */
const mostNames = 30;

/** The output is a folder if a folder of that name exists, or if the name has no extension. */
function isForFolder(output: string): boolean {
  return existsSync(output) ? isFolder(output) : /[/\\]$/.test(output) || extname(output) === '';
}
