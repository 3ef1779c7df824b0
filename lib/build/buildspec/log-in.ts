/** The password goes from one program to the other and never stands in an argument or a file of ours. */
export const logIn = `set -euo pipefail
aws ecr get-login-password --region "$REGISTRY_REGION" | docker login --username AWS --password-stdin "$REGISTRY"`;
