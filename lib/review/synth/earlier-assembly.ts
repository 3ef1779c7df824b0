import { join, relative } from 'node:path';
import { destructiveChanges } from '../changes/all-changes';
import { changeFinding } from '../changes/change-finding';
import { isAssembly, stacksIn } from '../read/cloud-assembly';
import { ReviewInputError } from '../read/input-error';
import { readAssembly, type ReadTemplates } from '../read/read-templates';
import { graphOf } from '../review-templates';
import { type Finding } from '../rules/finding';
import { shown } from '../rules/shown';
import { type GraphTemplate, type TemplateGraph } from '../templates/template-graph';

const advice = 'Synthesize the earlier version of the app into that folder, or omit `against`.';

/** The templates that a plugin checks: all of an app, or those of a stage. */
export interface CheckedTemplates {
  /** The folder of the app's assembly. */
  readonly outdir: string;
  readonly files: readonly string[];
}

/** An assembly of an earlier version of an app, with which a new one is compared. */
export class EarlierAssembly {
  /** @param folder the folder of the assembly. */
  public constructor(private readonly folder: string) {}

  /**
   * Finds what the new templates destroy, weaken or open, in the words of `ecr-publishing review --against`. A stack that the
   * app has and that is not checked, such as that of another stage, is not compared.
   *
   * @throws Error if the folder is not an assembly that can be read, or has no stack in common with the new templates.
   */
  public findingsOf(now: TemplateGraph, scope: CheckedTemplates): Finding[] {
    const { read, isPart } = this.read(scope);
    if (read === undefined) return [];
    const before = graphOf(read.templates, read.unreviewed);
    const known = new Set(before.templates.map(identityOf));
    if (!isPart && !now.templates.some((template) => known.has(identityOf(template)))) {
      throw new Error(
        `\`against\` must be an assembly with a stack of this app, got '${shown(this.folder)}' with ${namesOf(before)}. ` +
          `This app has ${namesOf(now)}. ${advice}`,
      );
    }
    return destructiveChanges(before, now).map((change) => ({ ...changeFinding(change), severity: 'warning' }));
  }

  private read({ outdir, files }: CheckedTemplates): { read?: ReadTemplates; isPart: boolean } {
    try {
      const checked = new Set(files.map((file) => relative(outdir, file)));
      const unchecked = new Set(pathsIn(outdir).filter((path) => !checked.has(path)));
      if (unchecked.size === 0) return { read: readAssembly(this.folder), isPart: false };
      const all = pathsIn(this.folder);
      const wanted = all.filter((path) => !unchecked.has(path));
      const isPart = wanted.length < all.length;
      if (isPart && wanted.length === 0) return { isPart };
      const paths = wanted.map((path) => join(this.folder, path));
      return { read: readAssembly(this.folder, paths), isPart };
    } catch (error) {
      if (!(error instanceof ReviewInputError)) throw error;
      const isFolder = error.message === `${this.folder} ${error.reason}`;
      const why = (isFolder ? `it ${error.reason}` : error.message).replace(/\.$/, '');
      throw new Error(
        `\`against\` must be the folder of a cloud assembly, got '${shown(this.folder)}': ${why}. ${advice}`,
      );
    }
  }
}

/** The templates of the stacks of an assembly, from its folder. */
function pathsIn(folder: string): string[] {
  return isAssembly(folder) ? stacksIn(folder).map(({ path }) => relative(folder, path)) : [];
}

function identityOf({ identity }: GraphTemplate): string {
  return identity;
}

/** The most names in a message. */
const most = 5;

function namesOf({ templates }: TemplateGraph): string {
  const names = templates
    .filter(({ nestedIn }) => nestedIn === undefined)
    .map(({ identity }) => `'${shown(identity)}'`);
  const more = names.length > most ? ` and ${names.length - most} more` : '';
  return `${names.slice(0, most).join(', ')}${more}`;
}
