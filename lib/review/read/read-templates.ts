import { basename, dirname, relative, resolve } from 'node:path';
import { type OnProgress, withProgress } from '../../private/text/progress';
import { type Acknowledgements, noAcknowledgements } from '../report/acknowledgements';
import { type LoadedTemplate } from './loaded-template';
import { type UnreviewedPart } from '../templates/template-graph';
import { assemblyAcknowledgements } from './assembly-acknowledgements';
import { isAssembly, isWithin, stacksIn } from './cloud-assembly';
import { refuse, ReviewInputError } from './input-error';
import { NestedTemplates, nestedFilesOf } from './nested-templates';
import { isFolder, isTemplate, readTemplate, readTemplateContent } from './template-file';
import { entriesOfFolder, type FolderEntry } from './template-folder';

/** The templates of a review, with the acknowledgements in their assemblies. */
export interface ReadTemplates {
  readonly templates: readonly LoadedTemplate[];
  /** Files and nested stacks that could not be read. */
  readonly unreviewed: readonly UnreviewedPart[];
  /** The acknowledgements of the apps that wrote the cloud assemblies. */
  readonly acknowledgements: Acknowledgements;
}

/**
 * Reads cloud assemblies, templates and folders of both.
 *
 * @param onProgress gets the number of the template that is read.
 * @throws ReviewInputError if one of the paths has nothing to review.
 */
export function readTemplates(paths: readonly string[], onProgress?: OnProgress): ReadTemplates {
  const reading = new Reading(onProgress);
  for (const path of paths) {
    if (!isFolder(path)) reading.addFiles(dirname(path), [templateAt(path, readTemplate(path))]);
    else if (isAssembly(path)) reading.addAssembly(path);
    else reading.addFolder(path);
  }
  return reading.result();
}

/**
 * Reads stacks of a cloud assembly.
 *
 * @param files the templates of the stacks. Without it, all stacks are read.
 * @throws ReviewInputError if the folder is not a cloud assembly.
 */
export function readAssembly(folder: string, files?: readonly string[]): ReadTemplates {
  if (!isFolder(folder) || !isAssembly(folder)) refuse(folder, 'must be a cloud assembly, got no manifest.json in it');
  const reading = new Reading();
  reading.addAssembly(folder, files);
  return reading.result();
}

/** A template from a file. Its account and Region are not known. */
function templateAt(file: string, body: unknown): LoadedTemplate {
  const name = basename(file).replace(/(\.template)?(\.(json|ya?ml|template))?$/, '');
  return { name, file, body, env: {} };
}

const readingTask = 'Reading templates';

/** Collects the templates of one review. */
class Reading {
  private readonly templates: LoadedTemplate[] = [];
  private readonly unreviewed: UnreviewedPart[] = [];
  private readonly acknowledged = new Map<string, Readonly<Record<string, string>>>();
  private readonly names = new Set<string>();

  public constructor(private readonly onProgress?: OnProgress) {}

  public result(): ReadTemplates {
    const { templates, unreviewed, acknowledged } = this;
    return { templates, unreviewed, acknowledgements: { ...noAcknowledgements, ofApp: acknowledged } };
  }

  public addAssembly(root: string, files?: readonly string[]): void {
    const wanted = files?.map((file) => resolve(file));
    const all = stacksIn(root);
    const stacks = wanted === undefined ? all : all.filter(({ path }) => wanted.includes(resolve(path)));
    if (stacks.length === 0) refuse(root, 'must be a cloud assembly with a stack, got one without');
    for (const { path, assets, ...stack } of withProgress(readingTask, stacks, this.onProgress)) {
      const template = { ...stack, file: path, body: readTemplate(path), identity: stack.name, isStack: true };
      this.addNested(template, new NestedTemplates(root, assets));
    }
    for (const [path, reasons] of assemblyAcknowledgements(root)) {
      this.acknowledged.set(path, { ...this.acknowledged.get(path), ...reasons });
    }
  }

  /** Adds all templates of a folder. Skips other files, which have no Resources. */
  public addFolder(folder: string): void {
    const [before, unreadBefore] = [this.templates.length, this.unreviewed.length];
    const files: LoadedTemplate[] = [];
    for (const entry of withProgress(readingTask, entriesOfFolder(folder), this.onProgress)) {
      if (entry.kind === 'unread file' || entry.kind === 'unread folder') this.addUnread(folder, entry);
      else
        this.tryEntry(folder, entry, () => {
          if (entry.kind === 'assembly') this.addAssembly(entry.path);
          else files.push(...templateIn(entry.path, relative(folder, entry.path)));
        });
    }
    this.addFiles(folder, files);
    if (this.templates.length > before) return;
    const [unread] = this.unreviewed.slice(unreadBefore);
    refuse(
      folder,
      unread === undefined
        ? "must be a cloud assembly or a folder with CloudFormation templates, got none in it. Run 'npx cdk synth' to create one."
        : `must have a template that can be read, got ${unread.what}: ${unread.why}`,
    );
  }

  /** Adds templates from files. The template of a nested stack is added with its parent. */
  public addFiles(root: string, files: readonly LoadedTemplate[]): void {
    const nestedFiles = new Set(files.flatMap((file) => nestedFilesOf(file).filter((path) => isWithin(root, path))));
    const isNested = ({ file }: LoadedTemplate) => nestedFiles.has(resolve(file));
    const nested = new NestedTemplates(root);
    for (const file of files.filter((one) => !isNested(one))) this.addNested(file, nested);
    // The others contain each other in a circle, which is refused.
    const left = files.filter((one) => isNested(one) && !nested.files.has(resolve(one.file)));
    for (const file of left) this.addNested(file, nested);
  }

  private addNested(template: LoadedTemplate, nested: NestedTemplates): void {
    const { length } = nested.unreviewed;
    this.templates.push(...nested.withNested({ ...template, name: this.uniqueName(template) }));
    this.unreviewed.push(...nested.unreviewed.slice(length));
  }

  /** The name, with the file if another template has the same name. */
  private uniqueName({ name, file }: LoadedTemplate): string {
    const unique = this.names.has(name) ? `${name} (${file})` : name;
    this.names.add(unique);
    return unique;
  }

  /** Reads a file or an assembly in a folder. If it cannot be read, the others are reviewed without it. */
  private tryEntry(root: string, { kind, path }: FolderEntry, read: () => void): void {
    try {
      read();
    } catch (error) {
      if (!(error instanceof ReviewInputError)) throw error;
      this.addUnread(root, {
        kind: kind === 'file' ? 'unread file' : 'unread folder',
        path,
        why: `it ${error.reason}`,
      });
    }
  }

  /** The path starts at the folder, so that a comparison with another copy of the folder finds the same file. */
  private addUnread(root: string, { kind, path, why = '' }: FolderEntry): void {
    const name = relative(root, path) || basename(root);
    const what = `${kind.replace('unread ', '')} '${name}'`;
    this.unreviewed.push({ what, why, source: { template: name, logicalId: '', path: '' } });
  }
}

function templateIn(path: string, identity: string): LoadedTemplate[] {
  const body = readTemplateContent(path);
  return isTemplate(body) ? [{ ...templateAt(path, body), identity }] : [];
}
