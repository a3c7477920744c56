/** All checks of one account and region, in the order in which a person would mend them. Pure. */
import type { Deployment, FunctionName, SettingsBrief } from '../../model/deployment.ts';
import type { DoctorFacts, Examined } from '../../model/doctor.ts';
import { callerCheck, helpChecks, nothingChecked, settingsCheck } from './account.ts';
import { alarmChecks } from './alarms.ts';
import type { Check } from './check.ts';
import { clusterChecks } from './clusters.ts';
import { functionChecks, isDeployed, notDeployed, settingsChecks, stackChecks } from './deployment.ts';
import { functionsAccessChecks } from './functions-access.ts';
import { pauseChecks } from './kill-switch.ts';
import { chatChecks, listenerChecks, testMessageChecks, webhookChecks } from './notices.ts';
import { configChecks, trailChecks } from './records.ts';
import { rightsChecks } from './rights.ts';
import { runChecks } from './runs.ts';
import { throttlingChecks } from './throttling.ts';
import { queueChecks, ruleChecks, scheduleChecks } from './triggers.ts';
import { userChecks } from './users.ts';

export function checksOf(facts: DoctorFacts): readonly Check[] {
  const { caller, settings, examined } = facts;
  const first = [callerCheck(caller), settingsCheck(settings, facts)];
  if (examined === undefined) return [...first, nothingChecked()];
  return [
    ...first,
    ...helpChecks(briefOf(facts)),
    ...deploymentChecks(examined, facts),
    ...webhookChecks(examined.webhook),
    ...clusterChecks({
      ...examined,
      ignoredClusters: briefOf(facts)?.ignoredClusters ?? [],
      callerArn: caller.ok ? caller.value.arn : '',
      region: facts.region,
    }),
    ...functionsAccessChecks({
      ...examined,
      ignoredClusters: briefOf(facts)?.ignoredClusters ?? [],
      region: facts.region,
    }),
    ...userChecks(examined.users),
    ...rightsChecks(examined.rights),
    ...trailChecks(examined.trails),
    ...throttlingChecks(examined.throttling),
    ...configChecks(examined.recording),
  ];
}

/** Whether any check failed: what the command exits with. */
export function hasFailure(checks: readonly Check[]): boolean {
  return checks.some(({ state }) => state === 'failure');
}

function deploymentChecks(
  { deployment, pause }: Pick<Examined, 'deployment' | 'pause'>,
  facts: DoctorFacts,
): readonly Check[] {
  const paused = pauseChecks(pause, facts.region);
  switch (isDeployed(deployment)) {
    case 'no':
      return [notDeployed(), ...undelivered(deployment), ...paused];
    case 'unknown':
      return [...stackChecks(deployment), ...undelivered(deployment), ...paused];
    case 'yes':
      break;
  }
  const { functions, schedules, rules, queues, runs, alarms, listeners, chat, testMessage } = deployment;
  const settings = deployment.settings?.ok === true ? deployment.settings.value : undefined;
  const present = new Map(
    [...functions].flatMap(([name, reading]) =>
      reading.ok && reading.value.is === 'present' ? [[name, reading.value.function] as const] : [],
    ),
  );
  const brief = briefOf(facts);
  const scheduled: readonly FunctionName[] = settings?.brief.mode === 'delete' ? ['sweep', 'reap'] : ['sweep'];
  return [
    ...stackChecks(deployment),
    ...settingsChecks(deployment.settings),
    ...functionChecks(functions, { settings, region: facts.region }),
    ...scheduleChecks(schedules, scheduled),
    ...ruleChecks(rules, facts.region),
    ...queueChecks(queues),
    ...runChecks(runs, { now: facts.now, functions: present, settings }),
    ...alarmChecks(alarms, facts.region),
    ...paused,
    ...listenerChecks(listeners, {
      mode: brief?.mode,
      approval: brief?.approval ?? 'required',
      region: facts.region,
      chat,
      now: facts.now,
    }),
    ...chatChecks(chat, facts.now),
    ...testMessageChecks(testMessage),
  ];
}

/** A test message that was asked for, and for which there is no topic. */
function undelivered({ testMessage }: Deployment): readonly Check[] {
  return testMessage.is === 'failed' ? testMessageChecks(testMessage) : [];
}

/** The settings that count: those deployed, else those that are to be deployed. */
export function briefOf({ settings, examined }: Pick<DoctorFacts, 'settings' | 'examined'>): SettingsBrief | undefined {
  const deployed = examined?.deployment.settings;
  if (deployed?.ok === true) return deployed.value.brief;
  return settings.is === 'valid' ? settings.brief : undefined;
}
