/**
 * Tags that say which tool made a load balancer (docs/design.md section 3). Pure. What a reconciling tool writes itself is a
 * veto: it makes the load balancer again, or fails without it. What people write by hand is a caution at most: Kubernetes'
 * own default tags (`aws-load-balancer-additional-resource-tags: Terraform=true`, `--default-tags`) say the same of a load
 * balancer that Terraform has never seen.
 */
import type { Tags } from '../../model/reading.ts';
import type { Caution } from '../../model/verdict.ts';
import { listed } from '../words.ts';

/** A tool that keeps its resources as it wants them, with the keys that only it writes. */
interface Reconciler {
  readonly tool: string;
  readonly writes: (key: string) => boolean;
  /** The key whose value people know it by. */
  readonly naming: string;
}

const RECONCILERS: readonly Reconciler[] = [
  {
    tool: 'CloudFormation',
    writes: (key) => key.startsWith('aws:cloudformation:'),
    naming: 'aws:cloudformation:stack-name',
  },
  // `crossplane-kind`, `-name` and `-providerconfig`: crossplane-runtime, pkg/resource GetExternalTags.
  { tool: 'Crossplane', writes: (key) => key.startsWith('crossplane-'), naming: 'crossplane-name' },
  // AWS Controllers for Kubernetes: runtime, pkg/config defaultResourceTags. As an EKS capability it writes others: EKS user
  // guide, "ACK considerations for EKS", default tags.
  {
    tool: 'ACK',
    writes: (key) =>
      key.startsWith('services.k8s.aws/') || key === 'eks:eks-capability-arn' || key.startsWith('eks:kubernetes-'),
    naming: 'eks:kubernetes-resource-name',
  },
];

/** The tool that looks after it and the tag that says so; undefined when none does. */
export function reconcilerOf(tags: Tags): { readonly tool: string; readonly named: string } | undefined {
  for (const { tool, writes, naming } of RECONCILERS) {
    // Any of its tags says so, not only the one with its name.
    const named = tags.get(naming) ?? [...tags.keys()].find(writes);
    if (named !== undefined) return { tool, named };
  }
  return undefined;
}

/** What controllers and the janitor write: a cluster or a Service may be named after a tool. */
const NOT_BY_HAND = /^(aws:|eks:|nlb-janitor\/|KubernetesCluster$|([a-z0-9-]+\.)*(kubernetes\.io|k8s\.io|k8s\.aws)\/)/;
/** `app.kubernetes.io/managed-by` is a label that people copy into tags. */
const LABEL = /^app\.kubernetes\.io\//;
/** Words that nothing else is called, wherever they stand. */
const TOOLS = /terraform|opentofu|terragrunt|pulumi|cloudformation|crossplane|ansible|cdktf|infrastructureascode/;
/** Short ones count only as a word of their own, or as the whole. */
const SHORT_TOOLS: ReadonlySet<string> = new Set(['tofu', 'cdk', 'awscdk', 'iac']);
/** `ManagedBy`, `managed-by`, `provisioned_by`, `Provisioner`, `createdWith`, `deployment-tool`. */
const WHO_MAKES =
  /(managed|provisioned|created|deployed|maintained|built|made|generated|configured)(by|with|using|via|through)|^(managed|provisioner|manager|creator|deployer|source|origin|automation)$|tool|orchestrat/;
const NO: ReadonlySet<string> = new Set(['false', 'no', '0', 'off', 'none', 'never', 'n', 'f']);

/** One caution that names the tags by which somebody says that such a tool made it; none when no tag does. */
export function cautionsOfTools(tags: Tags): readonly Caution[] {
  const saying = [...tags].filter(([key, value]) => isOfTool(key, value)).map(([key, value]) => `${key}=${value}`);
  if (saying.length === 0) return [];
  const words = `Tagged ${listed(saying)}: a tool may have made it and may want it back. Look for it in the tool's own files and state.`;
  return [{ kind: 'tool-tag', words, about: saying }];
}

function isOfTool(key: string, value: string): boolean {
  if (NOT_BY_HAND.test(key) && !LABEL.test(key)) return false;
  // `Terraform=true`, `terraform-workspace=prod`, `pulumi:project=shop`, `aws-cdk:stack=edge`, `yor_trace=…`.
  if (namesTool(key) || key.toLowerCase() === 'yor_trace') return !NO.has(value.trim().toLowerCase());
  // `ManagedBy=Terraform v1.9`, `provisioner=AWS CDK`, `created-by=tf`.
  if (WHO_MAKES.test(squeezed(key))) return namesTool(value) || squeezed(value) === 'tf';
  // `Deployment=terraform`, and not `Repository=acme/terraform-modules`, which may say where the cluster comes from.
  return isTool(value);
}

function namesTool(text: string): boolean {
  return TOOLS.test(squeezed(text)) || isTool(text) || wordsOf(text).some((word) => SHORT_TOOLS.has(word));
}

function isTool(text: string): boolean {
  const whole = squeezed(text);
  return SHORT_TOOLS.has(whole) || TOOLS.exec(whole)?.[0] === whole;
}

/** `ManagedBy`, `managed-by` and `managed by` are one: only letters and digits, in lower case. */
function squeezed(text: string): string {
  return wordsOf(text).join('');
}

/** `ManagedByCDK` is managed, by, cdk. */
function wordsOf(text: string): readonly string[] {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}
