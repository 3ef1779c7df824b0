import { type GraphResource, type IdentityNode, type Statement } from './template-graph';
import { type Assumption } from './assumptions';
import { branchesOf } from './branches';
import { namedResources, type NamedGraphResource, type PresentResource, rawProperty } from './graph-resources';
import { type ManagedPolicies, underAssumptions } from './managed-policies';
import { addedAtDeploy, readPolicy } from './policy-statements';
import { identityArn } from './resource-names';
import { unreadableStatement } from './statement';
import { whenTexts } from './template-reader';
import { textsInBranches } from './texts-in-branches';
import { field, isList, scalarText } from './value';

/** The kinds of identities in IAM. */
export type IamKind = Exclude<IdentityNode['kind'], 'permission set' | 'policy'>;

/** An identity while its policies are gathered. */
export interface Identity {
  readonly kind: IamKind;
  readonly resource: GraphResource;
  readonly name: string;
  readonly arn: string;
  readonly account: string;
  readonly trust?: readonly Statement[];
  readonly boundary?: readonly Statement[] | 'unknown';
  readonly isImported?: boolean;
  readonly policies: Statement[];
  readonly unknownPolicies: string[];
}

const kinds: ReadonlyMap<string, IamKind> = new Map<string, IamKind>([
  ['AWS::IAM::Role', 'role'],
  ['AWS::IAM::User', 'user'],
  ['AWS::IAM::Group', 'group'],
]);

const types: Readonly<Record<IamKind, string>> = {
  role: 'AWS::IAM::Role',
  user: 'AWS::IAM::User',
  group: 'AWS::IAM::Group',
};

/**
 * Far above the number in real templates. A hostile template could fill the memory by attaching policies many times
 * over.
 */
const mostAttached = 1_000_000;

/** The identities of an account by their names, and those that exist only in policies. */
export class Identities {
  private readonly byName = new Map<string, Identity[]>();
  private attachedSoFar = 0;

  public constructor(
    resources: readonly PresentResource[],
    private readonly managed: ManagedPolicies,
  ) {
    for (const present of resources) {
      const kind = kinds.get(present.raw.type);
      if (!kind) continue;
      for (const named of namedResources(present, this.separateCases(present))) this.add(this.created(kind, named));
    }
  }

  public get all(): Identity[] {
    return [...this.byName.values()].flat();
  }

  /** The identities with a name. If no template creates one, it becomes an imported identity with the path `/`. */
  public named(kind: IamKind, name: string, by: PresentResource): readonly Identity[] {
    const { env } = by.reader.template;
    const known = this.byName.get(keyOf(kind, env.account, name));
    if (known) return known;
    const resource = {
      type: types[kind],
      source: by.raw.source,
      env,
      properties: {},
      when: [],
      dependsOn: [],
    };
    const arn = identityArn(by.reader.flat, kind, `/${name}`);
    const own = { kind, resource, name, arn, account: env.account, isImported: true };
    return this.add({ ...own, policies: [], unknownPolicies: [] });
  }

  /** Adds statements to an identity, in order. Above the limit, one unreadable statement replaces them. */
  public give(policies: Statement[], statements: readonly Statement[], assumptions: readonly Assumption[]): void {
    this.attachedSoFar += statements.length;
    const [first] = statements;
    if (first && this.attachedSoFar > mostAttached) {
      policies.push(unreadableStatement(first.source, first.when, 'the templates attach too many statements'));
    } else {
      for (const statement of underAssumptions(statements, assumptions)) policies.push(statement);
    }
  }

  private add(identity: Identity): readonly Identity[] {
    const key = keyOf(identity.kind, identity.account, identity.name);
    const some = this.byName.get(key) ?? [];
    this.byName.set(key, some);
    some.push(identity);
    return some;
  }

  /**
   * The properties whose cases are read one by one. A policy that is not known makes access unknown, but only in the
   * cases with that policy.
   */
  private separateCases({ reader, raw, assumptions }: PresentResource): string[] {
    const attached = textsInBranches(field(raw.properties, 'ManagedPolicyArns'), reader, assumptions);
    const isOpen = attached.some(({ text, assumptions: list }) => {
      return list.length > assumptions.length && this.managed.statementsOf(text, raw.source) === undefined;
    });
    return isOpen ? ['PermissionsBoundary', 'ManagedPolicyArns'] : ['PermissionsBoundary'];
  }

  private created(kind: IamKind, named: NamedGraphResource): Identity {
    const { resource, name, arn, reader } = named;
    const origin = { ...named, source: resource.source };
    const trust = rawProperty(named, 'AssumeRolePolicyDocument');
    const { policies, unknownPolicies } = this.attached(named);
    const added = addedAtDeploy(named.raw, resource.when);
    return {
      kind,
      resource,
      name,
      arn,
      account: reader.template.env.account,
      ...(kind === 'role' ? { trust: [...readPolicy(trust, origin), ...added] } : {}),
      ...this.boundaryOf(named),
      policies: [...inlinePolicies(named), ...policies, ...added],
      unknownPolicies,
    };
  }

  private attached(named: NamedGraphResource): { policies: Statement[]; unknownPolicies: string[] } {
    const { reader, assumptions, resource } = named;
    const policies: Statement[] = [];
    const unknownPolicies: string[] = [];
    for (const { text, assumptions: list } of textsInBranches(
      rawProperty(named, 'ManagedPolicyArns'),
      reader,
      assumptions,
    )) {
      const statements = this.managed.statementsOf(text, resource.source);
      // The conditions under which the identity exists are those of its resource.
      if (statements) this.give(policies, statements, list.slice(assumptions.length));
      else unknownPolicies.push(text);
    }
    return { policies, unknownPolicies };
  }

  private boundaryOf({ reader, assumptions, resource, raw }: NamedGraphResource): Pick<Identity, 'boundary'> {
    const arn = reader.flatReading(assumptions).resolve(field(raw.properties, 'PermissionsBoundary'));
    if (arn === undefined) return {};
    const text = scalarText(arn) ?? '';
    return { boundary: this.managed.statementsOf(text, resource.source) ?? 'unknown' };
  }
}

function inlinePolicies(named: NamedGraphResource): Statement[] {
  const { reader, assumptions, resource } = named;
  return branchesOf(rawProperty(named, 'Policies'), reader, assumptions).flatMap((branch) => {
    const env = { reader, source: resource.source, assumptions: branch.assumptions };
    const document = field(branch.raw, 'PolicyDocument');
    if (document !== undefined && !isList(branch.raw)) return readPolicy(document, env);
    return [unreadableStatement(env.source, whenTexts(branch.assumptions), 'the policy is known only at deploy')];
  });
}

function keyOf(kind: IamKind, account: string, name: string): string {
  return `${kind}\0${account}\0${name}`;
}
