import { type IdentityNode, type Statement } from './template-graph';
import { unresolved } from '../texts/symbolic-text';
import { type Assumption } from './assumptions';
import { branchesOf } from './branches';
import { type NamedGraphResource, rawProperty } from './graph-resources';
import { type ManagedPolicies, underAssumptions } from './managed-policies';
import { addedAtDeploy, readPolicy } from './policy-statements';
import { textsInBranches, type TextInBranch } from './texts-in-branches';
import { field, scalarText } from './value';

/**
 * The policies of a permission set. It has customer managed policies by their names, because each account has its own.
 */
export class PermissionSetPolicies {
  private readonly inline: readonly Statement[];

  public constructor(
    private readonly set: NamedGraphResource,
    private readonly managed: ManagedPolicies,
  ) {
    const document = rawProperty(set, 'InlinePolicy');
    this.inline = [
      ...(document === undefined ? [] : readPolicy(document, { ...set, source: set.resource.source })),
      ...addedAtDeploy(set.raw, set.resource.when),
    ];
  }

  /** Returns the statements of the set in an account. */
  public in(account: string): Pick<IdentityNode, 'policies' | 'unknownPolicies' | 'boundary'> {
    const { resource, assumptions } = this.set;
    const policies = [...this.inline];
    const unknownPolicies: string[] = [];
    for (const { text, assumptions: list } of this.attached(account)) {
      const statements = this.managed.statementsOf(text, resource.source);
      if (!statements) unknownPolicies.push(text);
      else for (const one of underAssumptions(statements, list.slice(assumptions.length))) policies.push(one);
    }
    return { policies, unknownPolicies, ...this.boundaryIn(account) };
  }

  private attached(account: string): TextInBranch[] {
    const { set } = this;
    const customers = rawProperty(set, 'CustomerManagedPolicyReferences');
    return [
      ...textsInBranches(rawProperty(set, 'ManagedPolicies'), set.reader, set.assumptions),
      ...branchesOf(customers, set.reader, set.assumptions).map(({ raw, assumptions }) => ({
        text: this.policyOf(raw, assumptions, account),
        assumptions,
      })),
    ];
  }

  /** The ARN of the policy that a reference names in an account. */
  private policyOf(reference: unknown, assumptions: readonly Assumption[], account: string): string {
    const { reader } = this.set;
    const reading = reader.flatReading(assumptions);
    const textOf = (name: string): string | undefined => scalarText(reading.resolve(field(reference, name)));
    const name = textOf('Name') ?? unresolved(`${this.set.arn}.Policy`);
    return `arn:${reader.template.env.partition}:iam::${account}:policy${textOf('Path') ?? '/'}${name}`;
  }

  private boundaryIn(account: string): Pick<IdentityNode, 'boundary'> {
    const { reader, assumptions, resource } = this.set;
    const [boundary, ...others] = branchesOf(rawProperty(this.set, 'PermissionsBoundary'), reader, assumptions);
    if (!boundary) return {};
    if (others.length > 0) return { boundary: 'unknown' };
    const reference = field(boundary.raw, 'CustomerManagedPolicyReference');
    const arn =
      reference === undefined
        ? scalarText(reader.flatReading(assumptions).resolve(field(boundary.raw, 'ManagedPolicyArn')))
        : this.policyOf(reference, assumptions, account);
    return { boundary: this.managed.statementsOf(arn ?? '', resource.source) ?? 'unknown' };
  }
}
