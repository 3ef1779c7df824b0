import { isSameEnvironment } from './environment';
import { Depth, Limits } from './limits';
import { stackSetArgument } from './stack-sets';
import { type PreparedTemplate, type RawResource, readTemplate, type Template } from './template';
import { TemplateReader } from './template-reader';
import { openName, type OtherTemplates } from './template-reading';
import { field, scalarText, type Value } from './value';

/** An output that other stacks can import. */
interface Export {
  readonly reader: TemplateReader;
  readonly value: unknown;
}

/** Several templates that refer to each other by exports and as nested stacks. */
export class TemplateSet implements OtherTemplates {
  public readonly readers: readonly TemplateReader[];
  private readonly byName = new Map<string, TemplateReader>();
  private readonly nested = new Map<string, TemplateReader>();
  private readonly passedArguments = new Map<string, Value | undefined>();
  private exports?: Map<string, Export[]>;

  public constructor(loaded: readonly PreparedTemplate[]) {
    const depth = new Depth();
    const uses = new Map<string, number>();
    this.readers = loaded.map((one) => {
      const use = (uses.get(one.name) ?? 0) + 1;
      uses.set(one.name, use);
      const template = readTemplate(one, use === 1 ? one.name : `${one.name} (${use})`);
      const reader = new TemplateReader(template, this, new Limits(depth));
      if (use === 1) this.byName.set(one.name, reader);
      if (one.nestedIn) this.nested.set(nestedKey(one.nestedIn), reader);
      return reader;
    });
  }

  public argument(template: Template, parameter: string): Value | undefined {
    const { nestedIn, prefix } = template;
    if (!nestedIn) return undefined;
    const key = `${prefix}\0${parameter}`;
    if (this.passedArguments.has(key)) return this.passedArguments.get(key);
    const parent = this.byName.get(nestedIn.template);
    const stack = parent?.template.resources.get(nestedIn.logicalId);
    const given = stack && argumentOf(stack, parameter);
    if (given === 'open') return openName(template, parameter);
    const raw = given?.raw;
    const value = raw === undefined ? undefined : parent?.flat.resolve(raw);
    this.passedArguments.set(key, value);
    return value;
  }

  public nestedOutput({ name }: Template, logicalId: string, output: string): Value | undefined {
    const reader = this.nested.get(nestedKey({ template: name, logicalId }));
    const value = field(reader?.template.outputs.get(output), 'Value');
    return value === undefined ? undefined : reader?.flat.resolve(value);
  }

  /** Whether the template of a nested stack was read. */
  public isRead({ name }: Template, logicalId: string): boolean {
    return this.nested.has(nestedKey({ template: name, logicalId }));
  }

  /**
   * The value that a stack of the same account and Region exports. If there is none, the value of the only other stack
   * that exports it.
   */
  public exported(name: string, { env }: Template): Value | undefined {
    this.exports ??= this.readExports();
    const all = this.exports.get(name) ?? [];
    const near = all.filter(({ reader }) => isSameEnvironment(reader.template.env, env));
    const [only, ...others] = near.length > 0 ? near : all;
    return only && others.length === 0 ? only.reader.flat.resolve(only.value) : undefined;
  }

  private readExports(): Map<string, Export[]> {
    const exports = new Map<string, Export[]>();
    this.exports = exports; // names may themselves be imported
    for (const reader of this.readers) {
      for (const output of reader.template.outputs.values()) {
        const raw = field(field(output, 'Export'), 'Name');
        const name = raw === undefined ? undefined : scalarText(reader.flat.resolve(raw));
        if (name === undefined) continue;
        const some = exports.get(name) ?? [];
        exports.set(name, some);
        some.push({ reader, value: field(output, 'Value') });
      }
    }
    return exports;
  }
}

function argumentOf({ type, properties }: RawResource, parameter: string): ReturnType<typeof stackSetArgument> {
  if (type === 'AWS::CloudFormation::StackSet') return stackSetArgument(properties, parameter);
  return { raw: field(field(properties, 'Parameters'), parameter) };
}

function nestedKey({ template, logicalId }: { readonly template: string; readonly logicalId: string }): string {
  return `${template}\0${logicalId}`;
}
