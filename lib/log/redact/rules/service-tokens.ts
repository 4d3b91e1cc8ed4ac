import { end, rule, start, type SecretRule } from './secret-rule';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** A prefix too short to look for, with each digit that may follow. */
const hexAfter = (prefix: string) =>
  Array.from('0123456789abcdef')
    .map((digit) => prefix + digit)
    .join('|');

/** Of chat, mail, payment, monitoring and model services. Sources: each vendor's own documentation. */
export const serviceTokens: readonly SecretRule[] = [
  rule(
    'slack-token',
    'xoxa-|xoxb-|xoxc-|xoxd-|xoxe-|xoxe.xox|xoxo-|xoxp-|xoxr-|xoxs-|xapp-',
    '(?:xoxe\\.)?(?:xox[a-eoprs]|xapp)-[\\w%/+=.-]{10,400}',
  ),
  rule(
    'slack-webhook',
    'hooks.slack',
    'hooks\\.slack(?:-gov)?\\.com/(?<secret>(?:services|workflows|triggers)/[\\w/+-]{16,200})',
  ),
  rule(
    'teams-webhook',
    '/webhook',
    '/(?<secret>webhook(?:b2)?/[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[\\w/-]{20,300})',
    { flags: 'i' },
  ),
  rule(
    'teams-webhook',
    '.logic.azure.com',
    '\\.logic\\.azure\\.com(?::443)?/workflows/(?<secret>[^\\s"\']{20,600})',
  ),
  rule('discord-webhook', '/api/webhooks/', '/api/webhooks/(?<secret>\\d{10,25}/[\\w-]{20,120})'),
  rule(
    'discord-token',
    'discord',
    'discord[^\\n]{0,60}?(?<secret>(?:mfa\\.[\\w-]{80,90}|[\\w-]{23,28}\\.[\\w-]{6,7}\\.[\\w-]{27,40}))',
    { flags: 'i' },
  ),
  rule('discord-token', 'bot ', `\\bBot\\s(?<secret>[\\w-]{23,28}\\.[\\w-]{6,7}\\.[\\w-]{27,40})`, {
    flags: 'i',
  }),
  rule(
    'google-chat-webhook',
    'chat.googleapis.com',
    'chat\\.googleapis\\.com/v1/spaces/[\\w-]{1,40}/messages\\?(?<secret>[^\\s"\']{20,400})',
  ),
  rule('mattermost-webhook', '/hooks/', '/hooks/(?<secret>[a-z0-9]{26})(?![\\w])'),
  rule('rocketchat-webhook', '/hooks/', '/hooks/(?<secret>[A-Za-z0-9]{17,24}/[A-Za-z0-9]{40,70})'),
  rule(
    'webhook',
    'zapier.com/hooks|webhook.site/|maker.ifttt.com|hook.integromat|hook.eu|hook.us',
    '(?:zapier\\.com/hooks/(?:catch|standard)/|webhook\\.site/|maker\\.ifttt\\.com/trigger/\\w{1,60}/with/key/|hook\\.(?:integromat|eu\\d?\\.make|us\\d?\\.make)\\.com/)(?<secret>[\\w/-]{8,120})',
  ),
  rule('telegram-token', ':aa', '(?<=(?<before>(?<!\\d)\\d{8,10})):AA[\\w-]{32,34}(?![\\w-])'),
  rule('twilio-key', hexAfter('sk') + '|' + hexAfter('ac'), `${start}(?:SK|AC)[0-9a-f]{32}${end}`),
  rule('twilio-key', 'twilio', 'twilio[\\w.-]{0,24}["\']?[\\s:=]{1,5}["\']?(?<secret>[0-9a-f]{32})', {
    flags: 'i',
  }),
  rule('sendgrid-key', 'sg.', 'SG\\.[\\w-]{20,24}\\.[\\w-]{41,50}'),
  rule('mailgun-key', 'key-', `${start}key-[0-9a-f]{32}${end}`),
  rule(
    'mailgun-key',
    'mailgun',
    'mailgun[^\\n]{0,60}?(?<secret>(?:pubkey-)?[0-9a-f]{32}(?:-[0-9a-f]{8}-[0-9a-f]{8})?)',
    { flags: 'i' },
  ),
  rule('mailchimp-key', '-us', `(?<=(?<before>${start}[0-9a-f]{32}))-us\\d{1,2}${end}`),
  rule('mailjet-key', 'mailjet', 'mailjet[\\w.-]{0,24}["\']?[\\s:=]{1,5}["\']?(?<secret>[0-9a-f]{32})', {
    flags: 'i',
  }),
  rule('sendinblue-key', 'xkeysib-|xsmtpsib-', 'x(?:key|smtp)sib-[0-9a-f]{64}-[\\w-]{16}'),
  rule('postmark-token', 'postmark', `postmark[\\w.-]{0,30}["']?[\\s:=]{1,5}["']?(?<secret>${uuid})`, {
    flags: 'i',
  }),
  rule('resend-key', 're_', `${start}re_[A-Za-z0-9]{8,12}_[A-Za-z0-9]{20,30}`),
  rule(
    'messagebird-key',
    'messagebird',
    'messagebird[\\w.-]{0,24}["\']?[\\s:=]{1,5}["\']?(?<secret>[A-Za-z0-9]{25})',
    { flags: 'i' },
  ),
  rule(
    'stripe-key',
    'sk_live|sk_test|rk_live|rk_test|sk_prod|rk_prod|sk_org',
    '(?<![A-Za-z])[rs]k_(?:live|test|prod|org)_[A-Za-z0-9_]{24,250}',
  ),
  rule('stripe-key', 'whsec_', 'whsec_[A-Za-z0-9+/=]{20,100}'),
  rule('square-token', 'sq0|eaaae', 'sq0[a-z]{3}-[\\w-]{22,60}|EAAAE[\\w-]{50,80}'),
  rule(
    'paypal-token',
    'access_token$',
    'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
  ),
  rule(
    'plaid-token',
    'access-sandbox-|access-development-|access-production-|link-sandbox-',
    `(?:access|link|public)-(?:sandbox|development|production)-${uuid}`,
  ),
  rule('flutterwave-key', 'flwseck|flwpubk', 'FLW(?:SECK|PUBK)(?:_TEST|_LIVE)?-[\\w-]{12,60}', {
    flags: 'i',
  }),
  rule('gocardless-token', 'live_|sandbox_', `${start}(?:live|sandbox)_[\\w=-]{40}${end}`, {
    check: 'random',
  }),
  rule('easypost-key', 'ezak|eztk', `${start}EZ[AT]K[A-Za-z0-9]{54}`),
  rule('shippo-token', 'shippo_', 'shippo_(?:live|test)_[0-9a-f]{40}'),
  rule('lob-key', 'live_|test_', `${start}(?:live|test)_(?:pub_)?[0-9a-f]{31,35}${end}`),
  rule('duffel-token', 'duffel_', 'duffel_(?:live|test)_[\\w-]{40,50}'),
  rule('coinbase-key', 'coinbase', 'coinbase[\\w.-]{0,24}["\']?[\\s:=]{1,5}["\']?(?<secret>[\\w-]{32,64})', {
    flags: 'i',
    check: 'random',
  }),
  rule('razorpay-key', 'rzp_', 'rzp_(?:live|test)_[A-Za-z0-9]{14,24}'),
  rule(
    'shopify-token',
    'shpat_|shpca_|shppa_|shpss_|shpua_|shprt_|shpit_|shpvt_',
    'shp(?:at|ca|pa|ss|ua|rt|it|vt)_[A-Za-z0-9]{32,60}',
  ),
  rule('grafana-token', 'glc_|glsa_', '(?:glc_[A-Za-z0-9+/=]{32,500}|glsa_[A-Za-z0-9]{32}_[0-9a-fA-F]{8})'),
  rule('grafana-token', 'eyjrijoi', 'eyJrIjoi[A-Za-z0-9+/=_-]{50,500}'),
  rule('sentry-token', 'sntrys_|sntryu_|sntryi_', 'sntry[sui]_[A-Za-z0-9+/=_-]{30,500}'),
  rule('sentry-dsn', '://', '://(?<secret>[0-9a-f]{32}(?::[0-9a-f]{32})?)@'),
  rule(
    'newrelic-key',
    'nrak-|nraa-|nrra-|nrjs-|nrii-|nriq-|nrsp-|nrbr-',
    '(?:NR(?:AK|AA|RA|BR)-[A-Za-z0-9]{16,60}|NRJS-[0-9a-f]{19}|NRI[IQ]-[\\w-]{32}|NRSP-[a-z]{2}\\d{2}[0-9a-f]{30,40})',
    { flags: 'i' },
  ),
  rule('newrelic-key', 'nral', `(?<=(?<before>${start}[0-9a-z]{36}))NRAL`, { flags: 'i' }),
  rule(
    'datadog-key',
    'datadog|dd_api|dd_app|dd-api|dd-app',
    '(?:datadog|dd)[\\w.-]{0,30}["\']?[\\s:=]{1,5}["\']?(?<secret>[0-9a-f]{32}(?:[0-9a-f]{8})?)(?![0-9a-f])',
    { flags: 'i' },
  ),
  rule(
    'datadog-key',
    'ddapi_|ddapp_|pub',
    `${start}(?:dda(?:pi|pp)_[A-Za-z0-9]{30,50}|pub[0-9a-f]{32}${end})`,
  ),
  rule('dynatrace-token', 'dt0', 'dt0[a-z]\\d{2}\\.[A-Z0-9]{8,30}\\.[A-Z0-9]{64}'),
  rule('honeycomb-key', 'hcaik_|hcamk_|hcbik_', 'hc[abcdefgh][im]k_[A-Za-z0-9]{50,64}'),
  rule('pagerduty-key', 'token token=', 'token token=(?<secret>[\\w+-]{20,40})', { flags: 'i' }),
  rule('posthog-key', 'phx_|phc_|phs_', `${start}ph[xcs]_[A-Za-z0-9]{30,60}`),
  rule('rollbar-token', 'rollbar', 'rollbar[\\w.-]{0,30}["\']?[\\s:=]{1,5}["\']?(?<secret>[0-9a-f]{32})', {
    flags: 'i',
  }),
  rule('bugsnag-key', 'bugsnag', 'bugsnag[\\w.-]{0,30}["\']?[\\s:=]{1,5}["\']?(?<secret>[0-9a-f]{32})', {
    flags: 'i',
  }),
  rule(
    'sumologic-id',
    'sumo',
    `sumo[\\w.-]{0,30}["']?[\\s:=]{1,5}["']?(?<secret>su[A-Za-z0-9]{12}|[A-Za-z0-9]{64})`,
    { flags: 'i' },
  ),
  rule('splunk-token', 'splunk ', `Splunk\\s(?<secret>${uuid})`, { flags: 'i' }),
  rule('linear-key', 'lin_api_|lin_oauth_', 'lin_(?:api|oauth)_[A-Za-z0-9]{30,80}'),
  rule(
    'figma-token',
    'figd_|figo_|figu_|figr_|figdr_|figoh_|figor_',
    'fig(?:d|o|u|r|dr|oh|or)_[\\w-]{30,80}',
  ),
  rule(
    'figma-token',
    'figma',
    `figma[^\\n]{0,30}?(?<secret>[0-9a-f]{4}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|${uuid})`,
    { flags: 'i' },
  ),
  rule('notion-token', 'ntn_', `${start}ntn_\\d{11}[A-Za-z0-9]{35}${end}`),
  rule('notion-token', 'secret_', `${start}secret_[A-Za-z0-9]{43}${end}`),
  rule('airtable-token', 'pat', `${start}pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}`),
  rule('asana-token', 'asana', `asana[^\\n]{0,60}?(?<secret>[0-2]/\\d{13,20}(?:/\\d{13,20})?:[0-9a-f]{32})`, {
    flags: 'i',
  }),
  rule('typeform-token', 'tfp_', `${start}tfp_[\\w.=-]{40,65}`),
  rule('contentful-token', 'cfpat-', 'CFPAT-[\\w-]{43}'),
  rule('dropbox-token', 'sl.', `${start}sl\\.(?:u\\.)?[\\w-]{100,2000}`),
  rule('hubspot-key', 'pat-na|pat-eu', `pat-(?:na|eu)\\d-${uuid}`, { flags: 'i' }),
  rule('intercom-token', 'dg9rojp', 'dG9rOj[A-Za-z0-9+/=]{40,80}'),
  rule('mapbox-token', 'sk.eyj|pk.eyj|tk.eyj', `${start}[spt]k\\.eyJ[\\w-]{20,200}\\.[\\w-]{20,30}`),
  rule('salesforce-token', '!aq', `(?<=(?<before>${start}00D[A-Za-z0-9]{12,15}))!AQ[\\w.]{80,120}`),
  rule('salesforce-token', '00d', `${start}00D[A-Za-z0-9]{12,15}![\\w.]{80,120}`),
  rule('frameio-token', 'fio-u-', 'fio-u-[\\w=-]{64}'),
  rule('adafruit-key', 'aio_', `${start}aio_[A-Za-z0-9]{26,32}`),
  rule('algolia-key', 'algolia', 'algolia[\\w.-]{0,30}["\']?[\\s:=,(]{1,6}["\']?(?<secret>[0-9a-f]{32})', {
    flags: 'i',
  }),
  rule('beamer-token', 'b_', `${start}b_[A-Za-z0-9=_-]{44}${end}`),
  rule('okta-token', 'ssws ', 'SSWS\\s(?<secret>[\\w-]{30,60})', { flags: 'i' }),
  rule('okta-token', 'okta', 'okta[\\w.-]{0,30}["\']?[\\s:=]{1,5}["\']?(?<secret>00[\\w-]{40})', {
    flags: 'i',
  }),
  rule('okta-token', '"00|=00| 00', `.(?<secret>00[\\w-]{39}\\w)${end}`, { check: 'random' }),
  rule('persona-key', 'persona_', 'persona_(?:sandbox|production)_[0-9a-f-]{36}'),
  rule('facebook-token', 'eaa', `${start}EAA[A-Za-z0-9]{60,500}`),
  rule('facebook-token', '|', `(?<=(?<before>${start}\\d{13,17}))\\|[\\w-]{24,32}(?![\\w-])`),
  rule('twitter-token', 'aaaaaaaaaaaaaaaaaaaaa', 'A{21,22}[A-Za-z0-9%]{70,100}'),
  rule(
    'twitch-key',
    'live_|oauth:',
    `${start}(?:live_\\d{6,12}_[A-Za-z0-9]{20,40}|oauth:[a-z0-9]{30}${end})`,
  ),
  rule('spotify-token', 'bq', `${start}BQ[\\w-]{120,400}`),
  rule(
    'blynk-token',
    'blynk',
    'blynk[^\\n]{0,80}?(?:token=|oa2-client-id_[\\w-]{10,60}:|/)(?<secret>[\\w-]{32,44})(?![\\w-])',
    { flags: 'i' },
  ),
  rule('thingsboard-token', '/api/v1/', '(?<=thingsboard[\\w.:-]{0,40})/api/v1/(?<secret>[a-z0-9]{20})(?=/)'),
  rule('truenas-key', 'truenas', 'truenas[^\\n]{0,80}?(?<secret>\\d{1,4}-[A-Za-z0-9]{64})(?![A-Za-z0-9])', {
    flags: 'i',
  }),
  rule('maxmind-key', '_mmk', '(?<=(?<before>(?<![A-Za-z0-9])[A-Za-z0-9]{6}_[A-Za-z0-9]{29}))_mmk'),
  rule('zuplo-key', 'zpka_', 'zpka_[0-9a-z]{32}_[0-9a-f]{8}'),
  rule('aikido-token', 'aik_', `${start}AIK_[A-Z]{2,8}_[\\w-]{40,100}`, { flags: 'i' }),
  rule('openai-key', 't3blbkfj', '(?<=(?<before>sk-[\\w-]{10,120}))T3BlbkFJ[\\w-]{20,120}'),
  rule('model-key', 'sk-ant-', 'sk-ant-(?:api|admin|oat|ort|sid|usr)\\d{2}-[\\w-]{40,300}'),
  rule('model-key', 'sk-or-v1-|sk-lf-|pk-lf-', `(?:sk-or-v1-[0-9a-f]{64}|[sp]k-lf-${uuid})`),
  rule(
    'model-key',
    'sk-',
    `${start}sk-(?:(?:None|litellm|live|test)-[\\w-]{20,300}|(?:proj|svcacct|admin)-[\\w-]{20,99}(?![\\w-])|(?!proj-|svcacct-|admin-)[\\w-]{20,300})`,
    {
      check: 'random',
    },
  ),
  rule('model-key', 'gsk_', `${start}gsk_[A-Za-z0-9]{52}${end}`),
  rule('model-key', 'hf_|api_org_', `${start}(?:hf_|api_org_)[A-Za-z]{34}${end}`),
  rule(
    'model-key',
    'r8_|pplx-|xai-|fw_|esecret_|csk-|nvapi-|jina_|fc-|tvly-|voy-|lsv2_|lf_|together_|e2b_|dop-|ms-',
    `${start}(?:r8_[A-Za-z0-9]{35,40}|pplx-[A-Za-z0-9]{40,56}|xai-[A-Za-z0-9]{60,90}|fw_[A-Za-z0-9]{20,30}|esecret_[a-z0-9]{30,50}|csk-[a-z0-9]{44,52}|nvapi-[\\w-]{60,80}|jina_[A-Za-z0-9_-]{40,80}|fc-[0-9a-f]{32}|tvly-[A-Za-z0-9-]{20,60}|lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|e2b_[0-9a-f]{40})`,
  ),
  rule('kagi-token', 'kagi', 'kagi[^\\n]{0,40}?(?<secret>[\\w-]{43}\\.[\\w-]{43}|[\\w-]{11}\\.[\\w-]{43})', {
    flags: 'i',
  }),
  rule('nasa-key', 'nasa', 'nasa[\\w.-]{0,20}["\']?[\\s:=]{1,5}["\']?(?<secret>[A-Za-z0-9]{40})', {
    flags: 'i',
  }),
  rule('wolfram-id', 'appid=', 'appid=(?<secret>[A-Z0-9]{6}-[A-Z0-9]{10})'),
  rule('unkey-key', 'unkey_', 'unkey_[A-Za-z0-9]{20,40}'),
  rule(
    'vonage-key',
    'nexmo|vonage',
    '(?:nexmo|vonage)[\\w.-]{0,24}["\']?[\\s:=]{1,5}["\']?(?<secret>[A-Za-z0-9]{8,16})',
    { flags: 'i', check: 'random' },
  ),
];
