import { type Federation } from './federation';

const tags = [
  'eks-cluster-arn',
  'eks-cluster-name',
  'kubernetes-namespace',
  'kubernetes-service-account',
  'kubernetes-pod-name',
  'kubernetes-pod-uid',
];

/**
 * Pods of Amazon EKS with EKS Pod Identity. The service adds the cluster, the namespace and the service account as session
 * tags.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export const eksPodIdentity: Federation = {
  id: 'pod-identity-trust-of-any-pod',
  severity: 'warning',
  title: 'A trust in EKS Pod Identity that does not limit the pods',
  isOpenToAnyone: false,
  action: 'sts:AssumeRole',
  isPrincipal: ({ type, value }) => type === 'Service' && value === 'pods.eks.amazonaws.com',
  keys: /^aws:(requesttag|principaltag|source)/,
  strangers: ({ pinned, place: { partition, account, region }, pushes }) => [
    {
      contexts: [account, ...pinned('aws:sourceaccount')].map((owner) => ({
        ...Object.fromEntries(
          tags.flatMap((tag) => [
            [`aws:requesttag/${tag}`, ['another']],
            [`aws:principaltag/${tag}`, ['another']],
          ]),
        ),
        'aws:sourceaccount': [owner],
        'aws:sourcearn': [`arn:${partition}:eks:${region}:${owner}:cluster/another`],
      })),
      severity: pushes ? 'warning' : 'note',
      problem:
        'trusts EKS Pod Identity but no condition limits the cluster, the namespace or the service account. Anyone who may create a Pod Identity association with this role can give it to any pod of the account.',
      fix: "Add StringEquals conditions on 'aws:RequestTag/eks-cluster-arn', 'aws:RequestTag/kubernetes-namespace' and 'aws:RequestTag/kubernetes-service-account'.",
    },
  ],
};
