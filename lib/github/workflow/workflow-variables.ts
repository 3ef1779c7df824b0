/** What the workflow reads from a variable of the GitHub repository, since only the deploy knows it. */
const meanings = {
  AWS_ROLE_ARN: "the role's ARN",
  AWS_REGION: "the Region of the image's repository",
  ECR_REPOSITORY: "the name of the image's repository",
  ECS_REGION: 'the Region of the service',
  ECS_CLUSTER: "the name of the service's cluster",
  ECS_SERVICE: 'the name of the service',
};

/** The name of a variable. */
type WorkflowVariable = keyof typeof meanings;

/** Values that synth knows as they are, and the others as variables, which are gathered for the reader to set. */
export class WorkflowVariables {
  private readonly used = new Set<string>();

  /** The value, or the expression that reads it. */
  public valueOf(variable: WorkflowVariable, known: string | undefined): string {
    if (known !== undefined) return known;
    this.used.add(variable);
    return `\${{ vars.${variable} }}`;
  }

  /** A line for each variable to set. */
  public lines(): string[] {
    const used = Object.entries(meanings).filter(([variable]) => this.used.has(variable));
    return used.map(([variable, meaning]) => `  gh variable set ${variable}  # ${meaning}`);
  }
}
