import { gitHubHost as host, gitHubRole, provider, pushes, role, type RuleCases, webRole } from './fixtures';

const main = 'repo:acme/app:ref:refs/heads/main';
const workflow = 'acme/ci/.github/workflows/push.yml@refs/heads/main';
const like = (subject: string | string[], further = {}) => gitHubRole('StringLike', subject, further);
const federated = (principal: string, conditions: object, further = {}, action = 'sts:AssumeRoleWithWebIdentity') =>
  role([{ Effect: 'Allow', Principal: { Federated: principal }, Action: action, Condition: conditions }], further);

const terraform = (sub: string, aud = 'aws.workload.identity', further = {}) =>
  webRole(
    'app.terraform.io',
    { StringEquals: { 'app.terraform.io:aud': aud }, StringLike: { 'app.terraform.io:sub': sub } },
    further,
  );
const workspace = 'organization:acme:project:web:workspace:app:run_phase:apply';
const cluster = 'oidc.eks.us-east-1.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE';
const irsa = (sub: string, aud: string | undefined = 'sts.amazonaws.com') =>
  webRole(cluster, {
    ...(aud !== '' && { StringEquals: { [`${cluster}:aud`]: aud } }),
    StringLike: { [`${cluster}:sub`]: sub },
  });
const azureIssuer = 'vstoken.dev.azure.com/11111111-1111-4111-8111-111111111111';
const azure = (sub: string, aud = 'api://AzureADTokenExchange') =>
  webRole(azureIssuer, {
    StringEquals: { [`${azureIssuer}:aud`]: aud },
    StringLike: { [`${azureIssuer}:sub`]: sub },
  });
const ownCluster = (sub: string) =>
  webRole('oidc.acme.com', {
    StringEquals: { 'oidc.acme.com:aud': 'sts.amazonaws.com' },
    StringLike: { 'oidc.acme.com:sub': sub },
  });

const google = (conditions: object, further = {}) => federated('accounts.google.com', conditions, further);
const googleProvider = (conditions: Readonly<Record<string, unknown>>) => webRole('accounts.google.com', conditions);
const client = { 'accounts.google.com:aud': '123.apps.googleusercontent.com' };
const account = { 'accounts.google.com:sub': '112233445566778899000' };

const pool = 'us-east-1:12345678-1234-1234-1234-123456789012';
const cognito = (conditions: object, further = {}) => federated('cognito-identity.amazonaws.com', conditions, further);
const ofPool = { StringEquals: { 'cognito-identity.amazonaws.com:aud': pool } };
const loggedIn = { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' } };
const guests = { 'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' } };

const saml = (conditions: object, action = 'sts:AssumeRoleWithSAML') =>
  federated('arn:aws:iam::123456789012:saml-provider/acme', conditions, {}, action);
const signIn = 'https://signin.aws.amazon.com/saml';

const serviceRole = (service: string, actions: readonly string[], conditions: object, further = {}) =>
  role([{ Effect: 'Allow', Principal: { Service: service }, Action: actions, Condition: conditions }], further);
const pods = (conditions: object, further = {}) =>
  serviceRole('pods.eks.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession'], conditions, further);
const anywhereActions = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const anywhere = (conditions: object) => serviceRole('rolesanywhere.amazonaws.com', anywhereActions, conditions);
const anchor = 'arn:aws:rolesanywhere:us-east-1:123456789012:trust-anchor/11111111-2222-4333-8444-555555555555';
const byAnchor = { ArnEquals: { 'aws:SourceArn': anchor } };
const byName = { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'builder.acme.com' } };
const at = (address: string, key = address) =>
  webRole(address, { StringEquals: { [`${key}:aud`]: 'sts.amazonaws.com', [`${key}:sub`]: main } });

/** Subjects of further issuers, for rules that have cases for CI systems, too. */
export const subjectsOfIssuers: Readonly<Record<string, RuleCases>> = {
  'oidc-subject-of-anyone': {
    wrong: [
      terraform('organization:*'),
      terraform('organization:acme*'),
      terraform('organization:*:project:web:workspace:app:run_phase:apply'),
      terraform('*'),
      like('repository_owner:acme*'),
      like('enterprise:acme*'),
      like('repository_id:4*'),
      like('job_workflow_ref:*'),
      like('*:environment:prod'),
    ],
    right: [
      terraform(workspace),
      terraform('organization:acme:*'),
      irsa('*'),
      azure('sc://*'),
      like('repository_owner:acme:*'),
      like('*:repo:acme/app:*'),
    ],
  },
  'oidc-subject-of-organization': {
    wrong: [
      terraform('organization:acme:*'),
      terraform('organization:acme:project:*:workspace:*:run_phase:apply'),
      irsa('system:serviceaccount:*:*'),
      irsa('system:serviceaccount:*'),
      irsa('system:*'),
      irsa('*'),
      ownCluster('system:serviceaccount:*:app'),
      azure('sc://acme/*'),
      azure('*'),
      gitHubRole('StringEquals', 'repository_owner:acme'),
      like('repository_owner:acme:*'),
      like('repository_owner:acme:environment:prod'),
      like('enterprise:acme:*'),
      like('enterprise_id:7:repository_visibility:private:*'),
      gitHubRole('StringEquals', 'repository_owner_id:1:environment:prod'),
      like('environment:prod:repository_owner:acme'),
    ],
    right: [
      terraform(workspace),
      terraform('organization:acme:project:*:workspace:app:run_phase:apply'),
      terraform('organization:acme:project:web:workspace:*:run_phase:apply'),
      irsa('system:serviceaccount:web:app'),
      irsa('system:serviceaccount:web:*'),
      azure('sc://acme/web/aws'),
      gitHubRole('StringEquals', `repository_owner:acme:job_workflow_ref:${workflow}`),
      gitHubRole('StringEquals', 'repository_id:42'),
      like('repository_owner:acme:repo:acme/app:*'),
    ],
  },
  'oidc-subject-of-alike-names': {
    wrong: [
      irsa('system:serviceaccount:team-*:app'),
      terraform('organization:acme:project:we*:workspace:*:run_phase:apply'),
    ],
    right: [
      irsa('system:serviceaccount:team:app-*'),
      terraform('organization:acme:project:we*:workspace:app:run_phase:apply'),
    ],
  },
  'oidc-subject-of-any-run': {
    wrong: [
      terraform('organization:acme:project:web:workspace:app:run_phase:*'),
      terraform('organization:acme:project:web:workspace:app:*'),
      gitHubRole('StringEquals', 'repository_id:42'),
      like('repository_id:42:*'),
      like('repository_id:*:repo:acme/app:*'),
    ],
    right: [terraform(workspace), like('repository_id:42:environment:prod'), irsa('system:serviceaccount:web:app')],
  },
  'github-pull-request-pushes': {
    wrong: [
      terraform('organization:acme:project:web:workspace:app:run_phase:*', undefined, pushes),
      terraform('organization:acme:project:web:workspace:app:run_phase:plan', undefined, pushes),
      gitHubRole('StringEquals', 'repository_id:42', pushes),
      like('repository_id:42:pull*', pushes),
    ],
    right: [
      terraform(workspace, undefined, pushes),
      gitHubRole('StringEquals', 'repository_id:42:ref:refs/heads/main', pushes),
    ],
  },
  'oidc-subject-never-matches': {
    wrong: [
      webRole('app.terraform.io', { StringEquals: { 'app.terraform.io:sub': 'organization:acme:workspace:app' } }),
      terraform('workspace:app'),
      irsa('system:serviceaccounts:web:app'),
      webRole(cluster, { StringEquals: { [`${cluster}:sub`]: 'system:serviceaccount:web' } }),
      webRole(cluster, { StringEquals: { [`${cluster}:sub`]: 'system:serviceaccount:web:*' } }),
      azure('sc://acme/web'),
      gitHubRole('StringEquals', 'Repo:acme/app:ref:refs/heads/main'),
      gitHubRole('StringEquals', 'REPOSITORY_OWNER:acme'),
    ],
    right: [
      gitHubRole('StringEqualsIgnoreCase', 'Repo:acme/app:ref:refs/heads/main'),
      gitHubRole('StringEquals', 'repository_owner:acme'),
      gitHubRole('StringEquals', 'environment:prod:repo:acme/app'),
    ],
  },
  'github-subject-of-attacker': {
    wrong: [
      gitHubRole('StringEquals', 'context:prod'),
      gitHubRole('StringEquals', 'runner_environment:github-hosted'),
      gitHubRole('StringEquals', 'repository_visibility:private:environment:prod'),
      gitHubRole('StringEquals', 'repo_property_team:web'),
      gitHubRole('StringEquals', 'actor_id:1'),
    ],
    right: [
      gitHubRole('StringEquals', 'environment:prod:repository_id:42'),
      webRole(host, {
        StringEquals: {
          [`${host}:aud`]: 'sts.amazonaws.com',
          [`${host}:sub`]: 'environment:prod',
          [`${host}:repository_id`]: '42',
        },
      }),
    ],
  },
  'github-subject-without-ids': {
    wrong: [],
    right: [gitHubRole('StringEquals', 'repository_id:42:environment:prod')],
  },
  'oidc-trust-without-subject': {
    wrong: [
      webRole('app.terraform.io', { StringEquals: { 'app.terraform.io:aud': 'aws.workload.identity' } }),
      webRole(cluster, { StringEquals: { [`${cluster}:aud`]: 'sts.amazonaws.com' } }),
      webRole(azureIssuer, {}),
      webRole('login.example.com', { StringEquals: { 'login.example.com:aud': 'aws' } }),
      webRole('login.example.com', { StringLike: { 'login.example.com:sub': '*' } }),
      webRole('login.example.com', { StringNotEquals: { 'login.example.com:tenant': 'evil' } }),
    ],
    right: [
      google({ StringEquals: client }),
      googleProvider({ StringEquals: client }),
      webRole('login.example.com', { StringEquals: { 'login.example.com:sub': 'build' } }),
    ],
  },
  'oidc-trust-without-audience': {
    wrong: [
      webRole('app.terraform.io', { StringEquals: { 'app.terraform.io:sub': workspace } }),
      irsa('system:serviceaccount:web:app', ''),
      webRole(azureIssuer, { StringEquals: { [`${azureIssuer}:sub`]: 'sc://acme/web/aws' } }),
    ],
    right: [terraform(workspace), irsa('system:serviceaccount:web:app'), azure('sc://acme/web/aws')],
  },
  'oidc-weak-condition': {
    wrong: [
      webRole(cluster, {
        'ForAllValues:StringEquals': { [`${cluster}:sub`]: 'system:serviceaccount:web:app' },
        StringEquals: { [`${cluster}:aud`]: 'sts.amazonaws.com' },
      }),
      webRole('app.terraform.io', {
        StringEquals: { 'app.terraform.io:aud': 'aws.workload.identity' },
        StringLikeIfExists: { 'app.terraform.io:sub': workspace },
      }),
    ],
    right: [
      webRole(cluster, {
        StringEquals: { [`${cluster}:aud`]: 'sts.amazonaws.com', [`${cluster}:sub`]: 'system:serviceaccount:web:app' },
        Null: { [`${cluster}:sub`]: 'false' },
      }),
    ],
  },
  'oidc-lookalike-issuer': {
    wrong: [
      provider({ Url: 'https://app.terraform.io.example.com', ClientIdList: ['x'] }),
      provider({ Url: 'https://app.teraform.io', ClientIdList: ['x'] }),
      provider({ Url: 'https://accounts.google.com.example.org', ClientIdList: ['x'] }),
      provider({ Url: `https://${cluster.replace('/id', '.example.org/id')}`, ClientIdList: ['x'] }),
    ],
    right: [
      provider({ Url: 'https://app.terraform.io', ClientIdList: ['aws.workload.identity'] }),
      provider({ Url: `https://${cluster}`, ClientIdList: ['sts.amazonaws.com'] }),
      provider({ Url: 'https://terraform.acme.com', ClientIdList: ['aws.workload.identity'] }),
    ],
  },
  'oidc-provider-url': {
    wrong: [
      provider({ Url: 'https://app.terraform.io/', ClientIdList: ['x'] }),
      provider({ Url: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111', ClientIdList: ['x'] }),
    ],
    right: [
      provider({ Url: 'https://acme.eu.auth0.com/', ClientIdList: ['x'] }),
      provider({ Url: 'https://sts.windows.net/11111111-1111-4111-8111-111111111111/', ClientIdList: ['x'] }),
    ],
  },
};

/** Rules about issuers and federated principals, which have no other cases. */
export const federationCases: Readonly<Record<string, RuleCases>> = {
  'oidc-subject-of-group': {
    wrong: [
      irsa('system:serviceaccount:web:*'),
      irsa('system:serviceaccount:web:app-*'),
      terraform('organization:acme:project:web:workspace:*:run_phase:apply'),
      terraform('organization:acme:project:web:*'),
      azure('sc://acme/web/*'),
      like('repository_owner:acme:repo_property_team:web:*'),
    ],
    right: [irsa('system:serviceaccount:web:app'), terraform(workspace), azure('sc://acme/web/aws')],
  },
  'github-subject-of-workflow': {
    wrong: [
      gitHubRole('StringEquals', `job_workflow_ref:${workflow}`),
      like('job_workflow_ref:acme/ci/.github/workflows/push.yml@*'),
      gitHubRole('StringEquals', `environment:prod:job_workflow_ref:${workflow}`),
      webRole(host, {
        StringEquals: {
          [`${host}:aud`]: 'sts.amazonaws.com',
          [`${host}:sub`]: 'environment:prod',
          [`${host}:job_workflow_ref`]: workflow,
        },
      }),
      like(`repo:*:job_workflow_ref:${workflow}`),
    ],
    right: [
      gitHubRole('StringEquals', `repo:acme/app:job_workflow_ref:${workflow}`),
      gitHubRole('StringEquals', `repository_owner_id:1:job_workflow_ref:${workflow}`),
      webRole(host, {
        StringEquals: {
          [`${host}:aud`]: 'sts.amazonaws.com',
          [`${host}:sub`]: `job_workflow_ref:${workflow}`,
          [`${host}:repository_owner_id`]: '1',
        },
      }),
    ],
  },
  'oidc-audience-of-other-service': {
    wrong: [
      webRole(host, { StringEquals: { [`${host}:aud`]: 'https://github.com/acme', [`${host}:sub`]: main } }),
      webRole(host, { StringEquals: { [`${host}:aud`]: ['sts.amazonaws.com', 'sigstore'], [`${host}:sub`]: main } }),
      webRole(host, { StringEquals: { [`${host}:sub`]: main }, StringLike: { [`${host}:aud`]: '*' } }),
      webRole(host, { StringEquals: { [`${host}:aud`]: 'api://AzureADTokenExchange', [`${host}:sub`]: main } }),
      irsa('system:serviceaccount:web:app', 'https://kubernetes.default.svc'),
    ],
    right: [
      gitHubRole('StringEquals', main),
      azure('sc://acme/web/aws'),
      terraform(workspace, 'aws-of-acme'),
      webRole(host, { StringEquals: { [`${host}:aud`]: { Ref: 'Audience' }, [`${host}:sub`]: main } }),
    ],
  },
  'oidc-audience-never-matches': {
    wrong: [
      webRole(host, { StringEquals: { [`${host}:aud`]: 'STS.amazonaws.com', [`${host}:sub`]: main } }),
      webRole(host, { StringEquals: { [`${host}:aud`]: 'https://sts.amazonaws.com', [`${host}:sub`]: main } }),
      azure('sc://acme/web/aws', 'sts.amazonaws.com'),
      webRole('api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc', {
        StringEquals: {
          'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:aud': 'sts.amazonaws.com',
          'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc:sub': '{1}:{2}',
        },
      }),
      {
        ...gitHubRole('StringEquals', main),
        GitHub: { Type: 'AWS::IAM::OIDCProvider', Properties: { Url: `https://${host}`, ClientIdList: ['aws'] } },
      },
    ],
    right: [
      gitHubRole('StringEquals', main),
      webRole(host, {
        StringEquals: { [`${host}:aud`]: ['sts.amazonaws.com', 'Sts.amazonaws.com'], [`${host}:sub`]: main },
      }),
      {
        ...gitHubRole('StringEquals', main),
        GitHub: {
          Type: 'AWS::IAM::OIDCProvider',
          Properties: { Url: `https://${host}`, ClientIdList: ['aws', 'sts.amazonaws.com'] },
        },
      },
    ],
  },
  'oidc-issuer-never-matches': {
    wrong: [
      at(`${host}/`),
      at(`${host}/`, host),
      at('Token.Actions.GitHubUserContent.com'),
      webRole('app.terraform.io/', { StringEquals: { 'app.terraform.io/:sub': workspace } }),
      webRole(`${cluster}/`, { StringEquals: { [`${cluster}/:sub`]: 'system:serviceaccount:web:app' } }),
    ],
    right: [
      at(host),
      at(`${host}/Acme`),
      webRole('sts.windows.net/1/', { StringEquals: { 'sts.windows.net/1/:sub': 'x' } }),
    ],
  },
  'google-trust-of-any-account': {
    wrong: [
      google({}),
      googleProvider({}),
      google({ StringEquals: { 'accounts.google.com:oaud': 'https://acme.com' } }),
      google({ StringLike: { 'accounts.google.com:aud': '*.apps.googleusercontent.com' } }),
      google({ StringNotEquals: { 'accounts.google.com:aud': 'evil' } }),
      google({ StringEquals: account }),
      google({ StringEquals: client }, pushes),
    ],
    right: [
      google({ StringEquals: client }),
      googleProvider({ StringEquals: { ...client, ...account } }),
      google({ StringEquals: { ...client, ...account } }, pushes),
      google({ StringEquals: { 'accounts.google.com:aud': '112233445566778899000' } }, pushes),
      google({ StringEquals: { 'accounts.google.com:aud': { Ref: 'Client' } } }),
      google({ StringEquals: client, StringLike: { 'accounts.google.com:oaud': '*' } }),
    ],
  },
  'cognito-trust-of-any-pool': {
    wrong: [
      cognito({}),
      cognito(loggedIn),
      cognito({ ...loggedIn, StringLike: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:*' } }),
      cognito({ ...loggedIn, StringNotEquals: { 'cognito-identity.amazonaws.com:aud': pool } }),
      cognito(ofPool),
      cognito({ ...ofPool, ...guests }, pushes),
      cognito({
        ...ofPool,
        'ForAllValues:StringLike': { 'cognito-identity.amazonaws.com:amr': ['un*', 'authenticated'] },
      }),
    ],
    right: [
      cognito({ ...ofPool, ...loggedIn }),
      cognito({ ...ofPool, ...loggedIn }, pushes),
      cognito({ ...ofPool, ...guests }),
      cognito({ ...loggedIn, StringEquals: { 'cognito-identity.amazonaws.com:aud': { Ref: 'Pool' } } }),
    ],
  },
  'saml-trust-without-audience': {
    wrong: [
      saml({}),
      saml({ StringLike: { 'SAML:aud': '*' } }),
      saml({ StringNotEquals: { 'SAML:aud': 'x' } }),
      saml({ StringLike: { 'SAML:aud': 'https://*/saml' } }),
    ],
    right: [
      saml({ StringEquals: { 'SAML:aud': signIn } }),
      saml({ StringLike: { 'saml:aud': 'https://*.signin.aws.amazon.com/saml' } }),
      saml({ StringEquals: { 'SAML:aud': { 'Fn::Sub': 'https://signin.${AWS::URLSuffix}/saml' } } }),
    ],
  },
  'pod-identity-trust-of-any-pod': {
    wrong: [
      pods({}),
      pods({}, pushes),
      pods({ StringEquals: { 'aws:SourceAccount': '123456789012' } }),
      pods({ StringEqualsIfExists: { 'aws:SourceAccount': '123456789012' } }),
      pods({ StringLike: { 'aws:RequestTag/kubernetes-namespace': '*' } }),
    ],
    right: [
      pods({ StringEquals: { 'aws:RequestTag/kubernetes-namespace': 'web' } }),
      pods({ ArnEquals: { 'aws:SourceArn': 'arn:aws:eks:us-east-1:123456789012:cluster/prod' } }),
      pods({ StringEquals: { 'aws:RequestTag/eks-cluster-arn': { Ref: 'Cluster' } } }),
    ],
  },
  'roles-anywhere-trust-of-any-certificate': {
    wrong: [
      anywhere({}),
      anywhere(byAnchor),
      anywhere(byName),
      anywhere({ ArnLike: { 'aws:SourceArn': 'arn:aws:rolesanywhere:us-east-1:123456789012:trust-anchor/*' } }),
      anywhere({ ...byAnchor, StringEqualsIfExists: { 'aws:PrincipalTag/x509Subject/CN': 'builder.acme.com' } }),
      anywhere({ ...byAnchor, StringLike: { 'aws:PrincipalTag/x509Subject/CN': '*' } }),
    ],
    right: [
      anywhere({ ...byAnchor, ...byName }),
      anywhere({ ...byAnchor, StringLike: { 'aws:PrincipalTag/x509Subject/CN': '*.build.acme.com' } }),
      anywhere({ ...byAnchor, StringEquals: { 'sts:SourceIdentity': 'CN=builder' } }),
      anywhere({ ...byName, ArnEquals: { 'aws:SourceArn': { Ref: 'TrustAnchorArn' } } }),
    ],
  },
  'federation-action-missing': {
    wrong: [
      saml({ StringEquals: { 'SAML:aud': signIn } }, 'sts:AssumeRoleWithWebIdentity'),
      federated(`arn:aws:iam::123456789012:oidc-provider/${host}`, {}, {}, 'sts:AssumeRole'),
      serviceRole('rolesanywhere.amazonaws.com', ['sts:AssumeRole'], { ...byAnchor, ...byName }),
      serviceRole('rolesanywhere.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession'], byAnchor),
      serviceRole('pods.eks.amazonaws.com', ['sts:AssumeRole'], {}),
    ],
    right: [
      gitHubRole('StringEquals', main),
      pods({}),
      anywhere(byAnchor),
      saml({ StringEquals: { 'SAML:aud': signIn } }),
      serviceRole('rolesanywhere.amazonaws.com', ['sts:*'], byAnchor),
    ],
  },
};
