import { shellWord } from '../private/text/shell-word';

/** Values that the scripts read from variables of the CI system, since they are known at deploy time only. */
const meanings = {
  AWS_ROLE_ARN: 'the ARN of the role',
  AWS_REGION: 'the Region of the repository of the image',
  ECR_REPOSITORY: 'the name of the repository of the image',
  ECS_REGION: 'the Region of the service',
  ECS_CLUSTER: 'the name of the cluster of the service',
  ECS_SERVICE: 'the name of the service',
  LAMBDA_REGION: 'the Region of the function',
  LAMBDA_FUNCTION: 'the name of the function',
};

/** The name of a variable. */
export type PipelineVariable = keyof typeof meanings;

/** Collects the variables that the reader of the file must set. Values that are known at synth are used directly. */
export class PipelineVariables {
  private readonly used = new Set<string>();

  /** The value as a word of the shell. Without the variable that it needs, the script stops. */
  public wordOf(variable: PipelineVariable, known: string | undefined): string {
    return known === undefined ? this.reading(variable) : shellWord(known);
  }

  /** A mapping as a word of the shell that is JSON. Its names are those of AWS, which need no escape in JSON. */
  public jsonOf(values: Readonly<Record<string, string | PipelineVariableValue>>): string {
    const fields = Object.entries(values).map(([name, value]) => {
      const text = typeof value === 'string' ? value : value.known;
      const shown =
        text === undefined ? `"'${this.reading((value as PipelineVariableValue).variable)}'"` : JSON.stringify(text);
      return `"${name}":${text === undefined ? shown : shown.replaceAll("'", `'\\''`)}`;
    });
    return `'{${fields.join(',')}}'`;
  }

  /** A line for each variable that must be set. */
  public lines(): string[] {
    const used = Object.entries(meanings).filter(([variable]) => this.used.has(variable));
    return used.map(([variable, meaning]) => `  ${variable}: ${meaning}`);
  }

  private reading(variable: PipelineVariable): string {
    this.used.add(variable);
    return `"\${${variable}:?Set this variable: ${meanings[variable]}}"`;
  }
}

/** A value that may be known at deploy time only. */
export interface PipelineVariableValue {
  readonly variable: PipelineVariable;
  readonly known: string | undefined;
}
