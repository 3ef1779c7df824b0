#!/usr/bin/env bash
# Deploys the image IMAGE_URI to each service and function in DEPLOYMENT_00 and on, one after the other. It is not deployed if one of
# the tags that move, IMAGE_FOLLOWS, is at another image by now, since that one is newer.
#
# Takes the functions roll_out, retry, note and fail.
newer=''
for tag in $IMAGE_FOLLOWS; do
  now="$(retry aws ecr batch-get-image --region "$REGISTRY_REGION" --registry-id "${REGISTRY%%.*}" \
    --repository-name "$ECR_REPOSITORY" --image-ids "imageTag=$tag" --query 'images[0].imageId.imageDigest' --output text)"
  if [[ "$now" != "${IMAGE_URI#*@}" ]]; then newer="$tag"; fi
done
if [[ -n "$newer" ]]; then
  note "The tag $newer is at a newer image, so $IMAGE_URI is not deployed"
else
  for name in "${!DEPLOYMENT_@}"; do roll_out "${!name}"; done
fi
