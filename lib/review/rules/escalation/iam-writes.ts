/** The kind of resource that a write to IAM needs. */
export type WrittenKind = 'policy' | 'role' | 'user' | 'group' | 'saml-provider';

/** A write to IAM that gives more access. */
export interface IamWrite {
  readonly action: string;
  readonly of: WrittenKind;
  /** Whether it helps if the identity may write only itself, or a policy that it has. */
  readonly itself: boolean;
  /** The effect, after "which". */
  readonly does: string;
}

/**
 * The writes to IAM by which an identity becomes more. A new one is one line.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const iamWrites: readonly IamWrite[] = [
  write('CreatePolicyVersion', 'policy', true, 'rewrites a policy that it has'),
  write('SetDefaultPolicyVersion', 'policy', true, 'brings back a version of a policy that allows more'),
  write('AttachRolePolicy', 'role', true, 'attaches AdministratorAccess'),
  write('PutRolePolicy', 'role', true, 'writes a policy that allows everything'),
  write('AttachUserPolicy', 'user', true, 'makes a user an administrator'),
  write('PutUserPolicy', 'user', true, 'makes a user an administrator'),
  write('AttachGroupPolicy', 'group', false, 'makes all users of a group administrators'),
  write('PutGroupPolicy', 'group', false, 'makes all users of a group administrators'),
  write('UpdateAssumeRolePolicy', 'role', false, 'makes any other role trust it'),
  write('CreateAccessKey', 'user', false, 'creates a key of any user'),
  write('CreateLoginProfile', 'user', false, 'sets a password for any user'),
  write('UpdateLoginProfile', 'user', false, 'changes the password of any user'),
  write('AddUserToGroup', 'group', false, 'makes a user a member of the group of administrators'),
  write('PutRolePermissionsBoundary', 'role', false, 'replaces the limit of any role'),
  write('DeleteRolePermissionsBoundary', 'role', false, 'removes the limit of any role'),
  write('PutUserPermissionsBoundary', 'user', false, 'replaces the limit of any user'),
  write('DeleteUserPermissionsBoundary', 'user', false, 'removes the limit of any user'),
  write('UpdateSAMLProvider', 'saml-provider', false, 'lets it sign in as any role that trusts the provider'),
];

/** The writes that remove the limit of an identity that has a permissions boundary. */
export const boundaryWrites: readonly IamWrite[] = [
  write('PutRolePermissionsBoundary', 'role', true, 'replaces its own limit'),
  write('DeleteRolePermissionsBoundary', 'role', true, 'removes its own limit'),
  write('PutUserPermissionsBoundary', 'user', true, 'replaces its own limit'),
  write('DeleteUserPermissionsBoundary', 'user', true, 'removes its own limit'),
];

function write(name: string, of: WrittenKind, itself: boolean, does: string): IamWrite {
  return { action: `iam:${name}`, of, itself, does };
}
