/**
 * Adds and removes the janitor's own tags on load balancers and target groups. It must never touch a foreign tag: a key
 * without our prefix is refused before AWS is asked.
 */
import { AddTagsCommand, RemoveTagsCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';

import type { TagWriter } from '../ports/write.ts';
import type { AwsCall } from './errors.ts';
import { isNamed, refused, requireAws, writeFailure, writing } from './writing.ts';

const PREFIX = 'nlb-janitor/';
const ADD: AwsCall = { service: 'elasticloadbalancing', action: 'AddTags' };
const REMOVE: AwsCall = { service: 'elasticloadbalancing', action: 'RemoveTags' };

/** The port on a real client. No tags or no keys: nothing is sent, and that is a success. */
export function elbTagWriter(client: ElasticLoadBalancingV2Client): TagWriter {
  return {
    async add(arn, tags) {
      const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      const foreign = firstForeign(Object.keys(tags));
      if (foreign !== undefined) return refused(ADD, foreign);
      if (Tags.length === 0) return { ok: true };
      try {
        requireAws(await client.send(new AddTagsCommand({ ResourceArns: [arn], Tags })));
        return { ok: true };
      } catch (error) {
        return writeFailure(ADD, error, isNamed(error, 'TooManyTags') ? makeRoom(arn, Tags.length) : undefined);
      }
    },

    async remove(arn, keys) {
      const foreign = firstForeign(keys);
      if (foreign !== undefined) return refused(REMOVE, foreign);
      if (keys.length === 0) return { ok: true };
      const TagKeys = [...keys];
      return writing(REMOVE, async () =>
        requireAws(await client.send(new RemoveTagsCommand({ ResourceArns: [arn], TagKeys }))),
      );
    },
  };
}

// SAFETY: foreign tags are the owner's, and the proof of who made the NLB.
function firstForeign(keys: readonly string[]): string | undefined {
  const foreign = keys.find((key) => !key.startsWith(PREFIX));
  return foreign === undefined ? undefined : `the tag ${JSON.stringify(foreign)} is not the janitor's`;
}

/** 50 tags per resource (ELB user guides, "Tags for your …"), those of Kubernetes and of the owner counted. */
function makeRoom(arn: string, count: number): string {
  return `a load balancer or target group holds 50 tags: remove some from ${arn}, to make room for ${count}`;
}
