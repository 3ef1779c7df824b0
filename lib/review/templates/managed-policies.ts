import { type IdentityNode, type Statement, type TemplateSource } from './template-graph';
import { type Assumption } from './assumptions';
import { awsManagedPolicy } from './aws-managed-policies';
import { namedResources, type NamedGraphResource, type PresentResource, rawProperty } from './graph-resources';
import { addedAtDeploy, readPolicy } from './policy-statements';
import { whenTexts } from './template-reader';

/** A managed policy that a template creates. */
export interface ManagedPolicy extends NamedGraphResource {
  readonly statements: readonly Statement[];
}

/** Managed policies by their ARNs. */
export class ManagedPolicies {
  public readonly all: readonly ManagedPolicy[];
  private readonly byArn: ReadonlyMap<string, ManagedPolicy>;
  private readonly attached = new Set<string>();

  public constructor(resources: readonly PresentResource[]) {
    this.all = resources
      .filter(({ raw }) => raw.type === 'AWS::IAM::ManagedPolicy')
      .flatMap((present) => namedResources(present))
      .map((named) => ({
        ...named,
        statements: [
          ...readPolicy(rawProperty(named, 'PolicyDocument'), { ...named, source: named.raw.source }),
          ...addedAtDeploy(named.raw, named.resource.when),
        ],
      }));
    this.byArn = new Map(this.all.map((policy) => [policy.arn, policy]));
  }

  /** The statements of a policy, or `undefined` if it is neither in a template nor a policy of AWS. */
  public statementsOf(arn: string, source: TemplateSource): readonly Statement[] | undefined {
    const policy = this.byArn.get(arn);
    if (!policy) return awsManagedPolicy(arn, source);
    this.attach(policy);
    return policy.statements;
  }

  /** Records that an identity of the templates has a policy as its own or as its boundary. */
  public attach({ arn }: ManagedPolicy): void {
    this.attached.add(arn);
  }

  /** The policies that no identity of the templates has. Each becomes an unknown principal that may have it. */
  public unattached(): IdentityNode[] {
    return this.all
      .filter(({ arn }) => !this.attached.has(arn))
      .map(({ resource, name, arn, statements, reader }) => ({
        kind: 'policy',
        resource,
        name,
        arn,
        account: reader.template.env.account,
        shownAs: `principals with policy ${name}`,
        onlyIf: [`a principal has managed policy ${name}`],
        policies: statements,
        unknownPolicies: [],
      }));
  }
}

/** Statements that apply only if some conditions are true, in addition to their own. */
export function underAssumptions(
  statements: readonly Statement[],
  assumptions: readonly Assumption[],
): readonly Statement[] {
  if (assumptions.length === 0) return statements;
  const texts = whenTexts(assumptions);
  return statements.map((statement) => ({ ...statement, when: [...new Set([...statement.when, ...texts])] }));
}
