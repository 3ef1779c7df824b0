import { destructiveChanges } from '../changes/all-changes';
import { changeFinding } from '../changes/change-finding';
import { ReviewInputError } from '../read/input-error';
import { readAssembly, type ReadTemplates } from '../read/read-templates';
import { graphOf } from '../review-templates';
import { type Finding } from '../rules/finding';
import { shown } from '../rules/shown';
import { type GraphTemplate, type TemplateGraph } from '../templates/template-graph';

const advice = 'Synthesize the earlier version of the app into that folder, or omit `against`.';

/** An assembly of an earlier version of an app, with which a new one is compared. */
export class EarlierAssembly {
  /** @param folder the folder of the assembly. */
  public constructor(private readonly folder: string) {}

  /**
   * Finds what the new templates destroy, weaken or open, in the words of `ecr-publishing review --against`.
   *
   * @throws Error if the folder is not an assembly that can be read, or has no stack in common with the new templates.
   */
  public findingsOf(now: TemplateGraph): Finding[] {
    const { templates, unreviewed } = this.read();
    const before = graphOf(templates, unreviewed);
    const known = new Set(before.templates.map(identityOf));
    if (!now.templates.some((template) => known.has(identityOf(template)))) {
      throw new Error(
        `\`against\` must be an assembly with a stack of this app, got '${shown(this.folder)}' with ${namesOf(before)}. ` +
          `This app has ${namesOf(now)}. ${advice}`,
      );
    }
    return destructiveChanges(before, now).map((change) => ({ ...changeFinding(change), severity: 'warning' }));
  }

  private read(): ReadTemplates {
    try {
      return readAssembly(this.folder);
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
