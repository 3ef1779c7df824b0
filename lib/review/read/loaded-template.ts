import { type DeployEnvironment } from '../templates/template-graph';

/** A line of the code that creates a construct, counted from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A template as it was read, with the account and Region that its assembly deploys it to. */
export interface LoadedTemplate {
  /** The name of the stack, or of the file. */
  readonly name: string;
  /** The file, as the user named it or relative to the assembly. */
  readonly file: string;
  /** The content of the file, which may be anything. */
  readonly body: unknown;
  /** The known parts of the partition, account and Region. */
  readonly env: Partial<DeployEnvironment>;
  /** The paths of constructs by logical ids, if the assembly has them outside of the template. */
  readonly paths?: ReadonlyMap<string, string>;
  /** The name of the stack in its assembly, or the file in the folder that the user named. By default, it is the name. */
  readonly identity?: string;
  /** Whether it is a stack of a cloud assembly. */
  readonly isStack?: boolean;
  readonly terminationProtection?: boolean;
  /** The code that creates the constructs, by their paths, if the assembly has their stack traces. */
  readonly code?: ReadonlyMap<string, CodePlace>;
  /** The stack resource that passes parameters to this nested stack, and the name of its template. */
  readonly nestedIn?: { readonly template: string; readonly logicalId: string };
}
