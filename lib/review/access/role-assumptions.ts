import { type AccessRow } from './access-row';
import { type IdentityNode } from '../templates/template-graph';
import { hasHoles } from '../texts/symbolic-text';
import { partsOf } from '../texts/text-parts';
import { isSameText } from '../texts/wildcard-match';

/** A row that says that a principal can assume a role, and whether that surely is the role that was asked for. */
export interface LeadingRow {
  readonly row: AccessRow;
  readonly isSure: boolean;
}

/**
 * The rows of assumptions by their roles. A role that a policy names in full and that no template makes may be one of the
 * templates whose account or name is open; a name that CloudFormation makes is none that a policy names.
 */
export class RoleAssumptions {
  private readonly byRole = new Map<string, AccessRow[]>();
  private readonly arns: ReadonlySet<string>;
  /** The ARNs of the roles by their names; under an empty text the roles whose names only the deploy knows. */
  private readonly byName = new Map<string, Set<string>>();

  public constructor(assumptions: readonly AccessRow[], roles: readonly IdentityNode[]) {
    this.arns = new Set(roles.map(({ arn }) => arn));
    for (const row of assumptions) {
      const rows = this.byRole.get(row.repository);
      if (rows) rows.push(row);
      else this.byRole.set(row.repository, [row]);
    }
    for (const { arn, resource } of roles) {
      if (resource.properties.RoleName === undefined) continue;
      const name = nameOf(arn);
      this.byName.set(name, (this.byName.get(name) ?? new Set()).add(arn));
    }
  }

  public isRole(principal: string): boolean {
    return this.byRole.has(principal) || this.namesakes(principal).length > 0;
  }

  public leadingTo(role: string): LeadingRow[] {
    const sure = (this.byRole.get(role) ?? []).map((row) => ({ row, isSure: true }));
    const doubtful = this.namesakes(role).flatMap((arn) => this.byRole.get(arn) ?? []);
    return [...sure, ...doubtful.map((row) => ({ row, isSure: false }))];
  }

  /** Roles that may be the same, by what the deploy fills in. */
  private namesakes(principal: string): string[] {
    if (!principal.includes(':role/') || this.arns.has(principal)) return [];
    const name = nameOf(principal);
    const names = name === '' ? [...this.byName.keys()] : [name, ''];
    const arns = names.flatMap((one) => [...(this.byName.get(one) ?? [])]);
    return arns.filter((arn) => arn !== principal && isSameText(arn, principal) === 'maybe');
  }
}

/** The name at the end of a role's ARN; empty if only the deploy knows it. */
function nameOf(arn: string): string {
  const name = partsOf(arn, '/').at(-1) ?? '';
  return hasHoles(name) ? '' : name;
}
