/** Values that the workflow reads from variables of the GitHub repository, since they are known at deploy time only. */
const meanings = {
  AWS_ROLE_ARN: "the role's ARN",
  AWS_REGION: "the Region of the image's repository",
  ECR_REPOSITORY: "the name of the image's repository",
  ECS_REGION: 'the Region of the service',
  ECS_CLUSTER: "the name of the service's cluster",
  ECS_SERVICE: 'the name of the service',
  LAMBDA_REGION: 'the Region of the function',
  LAMBDA_FUNCTION: 'the name of the function',
};

/** The name of a variable. */
type WorkflowVariable = keyof typeof meanings;

/** Collects the variables that the reader of the workflow must set. Values that are known at synth are used directly. */
export class WorkflowVariables {
  private readonly used = new Set<string>();

  /** The value if it is known, or else the expression that reads the variable. */
  public valueOf(variable: WorkflowVariable, known: string | undefined): string {
    if (known !== undefined) return known;
    this.used.add(variable);
    return `\${{ vars.${variable} }}`;
  }

  /** A line for each variable that must be set. */
  public lines(): string[] {
    const used = Object.entries(meanings).filter(([variable]) => this.used.has(variable));
    return used.map(([variable, meaning]) => `  gh variable set ${variable}  # ${meaning}`);
  }
}
