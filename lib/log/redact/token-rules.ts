/**
 * Secrets that show themselves by their own shape. `pattern` is global; where it has a group named `secret` only that
 * group is replaced. Every quantifier is over one class and bounded by what may follow, so matching is linear.
 */
export interface TokenRule {
  readonly kind: string;
  readonly pattern: RegExp;
}

// What may not stand right before a token: a token inside a longer word is that word, except for unmistakable prefixes.
const start = '(?<![A-Za-z0-9_])';

function rule(kind: string, source: string, flags = ''): TokenRule {
  return { kind, pattern: new RegExp(source, `g${flags}`) };
}

/** Sources: each vendor's documentation of its token format. */
export const tokenRules: readonly TokenRule[] = [
  rule(
    'gitlab-token',
    '(?:gl(?:pat|oas|dt|rt|rtr|cbt|ptt|ft|imt|agent|soat|ffct|tok|wt)-[A-Za-z0-9_=.-]{5,300}|GR1348941[\\w-]{10,40}|_gitlab_session=[A-Za-z0-9_=.%-]{5,300})',
  ),
  rule(
    'github-token',
    '(?:gh[pousr]_[A-Za-z0-9]{1,20}_[\\w.-]{30,4000}|gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})',
  ),
  rule(
    'aws-key',
    `${start}(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA|A3T[A-Z0-9])[A-Z0-9]{16}(?![A-Za-z0-9])`,
  ),
  rule(
    'google-key',
    `${start}(?:AIza[\\w-]{30,45}|ya29\\.[\\w-]{20,400}|GOCSPX-[\\w-]{20,60}|1//0[\\w-]{30,200})`,
  ),
  rule('slack-token', '(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,300}'),
  rule(
    'slack-webhook',
    'hooks\\.slack\\.com/(?:services|workflows|triggers)/(?<secret>[A-Za-z0-9/_+-]{20,200})',
  ),
  rule(
    'teams-webhook',
    '(?:webhook\\.office\\.com|outlook\\.office(?:365)?\\.com)/(?<secret>[A-Za-z0-9/@_-]{40,400})',
  ),
  rule('discord-webhook', 'discord(?:app)?\\.com/api/webhooks/(?<secret>[0-9]{10,25}/[\\w-]{20,120})'),
  rule('discord-token', `${start}[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}`),
  rule('stripe-key', '(?:(?:[rs]k|pk)_(?:live|test)_[A-Za-z0-9]{10,250}|whsec_[A-Za-z0-9+/=]{20,100})'),
  rule('model-key', `${start}sk-(?:proj-|svcacct-|admin-|ant-|or-)?[A-Za-z0-9_-]{20,300}`),
  rule(
    'model-key',
    `${start}(?:gsk_[A-Za-z0-9]{40,60}|hf_[A-Za-z0-9]{30,40}|r8_[A-Za-z0-9]{35,40}|pplx-[A-Za-z0-9]{40,56}|xai-[A-Za-z0-9]{60,90})`,
  ),
  rule('npm-token', `${start}npm_[A-Za-z0-9]{30,60}`),
  rule('pypi-token', 'pypi-AgE[\\w-]{50,600}'),
  rule('rubygems-key', 'rubygems_[0-9a-f]{40,60}'),
  rule('crates-token', `${start}cio[A-Za-z0-9]{32}(?![A-Za-z0-9])`),
  rule('nuget-key', `${start}oy2[a-z0-9]{43}(?![a-z0-9])`),
  rule('docker-token', '(?:dckr_(?:pat|oat)_[\\w-]{20,80})'),
  rule('vault-token', `${start}(?:hv[sbr]\\.[\\w-]{20,300}|[sb]\\.[A-Za-z0-9]{24}(?![A-Za-z0-9]))`),
  rule('terraform-token', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{50,90}'),
  rule('digitalocean-token', 'do[opr]_v1_[0-9a-f]{40,80}'),
  rule('sendgrid-key', 'SG\\.[\\w-]{15,40}\\.[\\w-]{30,60}'),
  rule('mailgun-key', `${start}key-[0-9a-f]{32}(?![0-9a-f])`),
  rule('mailchimp-key', `${start}[0-9a-f]{32}-us[0-9]{1,2}(?![0-9a-z])`),
  rule('twilio-key', `${start}(?:SK|AC)[0-9a-f]{32}(?![0-9a-zA-Z])`),
  rule('telegram-token', `${start}[0-9]{8,10}:AA[\\w-]{33}(?![\\w-])`),
  rule('shopify-token', 'shp(?:at|ca|pa|ss|ua)_[A-Za-z0-9]{32,60}'),
  rule('square-token', 'sq0(?:atp|csp|idp)-[\\w-]{22,60}'),
  rule('grafana-token', '(?:glc_[A-Za-z0-9+/=]{32,400}|glsa_[A-Za-z0-9]{32}_[0-9a-f]{8})'),
  rule('sentry-token', '(?:sntry[su]_[A-Za-z0-9+/=_-]{30,400})'),
  rule('sentry-dsn', 'https?://(?<secret>[0-9a-f]{32}(?::[0-9a-f]{32})?)@'),
  rule('atlassian-token', '(?:ATATT3[\\w=-]{20,400}|ATBB[A-Za-z0-9]{20,60}|ATCTT3[\\w=-]{20,400})'),
  rule('linear-key', 'lin_(?:api|oauth)_[A-Za-z0-9]{30,80}'),
  rule('figma-token', 'fig[dour]_[\\w-]{30,80}'),
  rule('notion-token', `${start}(?:ntn_[A-Za-z0-9]{40,60}|secret_[A-Za-z0-9]{43})`),
  rule('postman-key', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'),
  rule('planetscale-token', 'pscale_(?:tkn|pw|oauth)_[\\w.=-]{30,80}'),
  rule('supabase-token', 'sb[ps]_(?:secret_)?[A-Za-z0-9_]{30,60}'),
  rule('netlify-token', `${start}nf[pcou]_[A-Za-z0-9]{30,50}`),
  rule(
    'newrelic-key',
    '(?:NR(?:AK|AA)-[A-Za-z0-9]{27}|NRJS-[0-9a-f]{19}|NRI[IQ]-[\\w-]{32}|[0-9a-z]{36}NRAL)',
  ),
  rule('databricks-token', `${start}dapi[0-9a-fA-F]{32}(?:-[0-9])?`),
  rule('doppler-token', 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[A-Za-z0-9._-]{30,80}'),
  rule('pulumi-token', `${start}pul-[0-9a-f]{40}`),
  rule('sonar-token', `${start}sq[pua]_[0-9a-f]{40}`),
  rule('artifactory-key', `${start}(?:AKC[A-Za-z0-9]{10,200}|cmVmdGtu[A-Za-z0-9]{50,80})(?![A-Za-z0-9])`),
  rule('azure-secret', '[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}'),
  rule('azure-devops-token', `${start}[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}`),
  rule('onepassword-token', 'ops_ey[\\w.-]{40,4000}'),
  rule('cloudflare-token', `${start}cf(?:ut|at|k)_[A-Za-z0-9_-]{30,80}`),
  rule('tailscale-key', 'tskey-[a-z]{2,12}-[A-Za-z0-9]{8,40}-[A-Za-z0-9]{16,60}'),
  rule('vercel-token', `${start}vc[picark]_[A-Za-z0-9]{24,80}`),
  rule('adafruit-key', `${start}aio_[A-Za-z0-9]{28}`),
  rule('tavily-key', 'tvly-[A-Za-z0-9-]{20,60}'),
  rule('sourcegraph-token', 'sgp_(?:[a-z0-9]{5,20}_)?[0-9a-f]{40}'),
  rule('dependency-track-key', `${start}odt_[A-Za-z0-9_]{32,60}`),
  rule('twitch-key', `${start}live_[0-9]{6,12}_[A-Za-z0-9]{20,40}`),
  rule('jina-key', 'jina_[A-Za-z0-9]{40,80}'),
  rule(
    'password-hash',
    '\\$(?:1|2[abxy]|5|6|8|y|argon2(?:id|i|d)|krb5\\w{2,8})\\$[A-Za-z0-9./$=,@:+-]{20,1000}',
  ),
  rule('unseal-key', '(?:[Uu]nseal(?: Key \\d:)?|Root Token:) (?<secret>[A-Za-z0-9+/=.]{24,100})'),
  rule(
    'base64-private-key',
    'LS0tLS1CRUdJTi[A-Za-z0-9+/]{8,40}(?:QUklWQVRF|FBSSVZBVEU|gUFJJVkFURS)[A-Za-z0-9+/=]{40,10000}',
  ),
  rule('age-key', 'AGE-SECRET-KEY-1[0-9A-Z]{58}'),
  rule('facebook-token', `${start}EAA[A-Za-z0-9]{80,400}`),
  rule('dynatrace-token', 'dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}'),
  rule('jwt', `${start}ey[JK][\\w-]{8,4000}\\.ey[JK]?[\\w-]{4,6000}(?:\\.[\\w-]{0,2000}){0,3}`),
  // scheme://user:password@host, and a lone long token before the @
  rule(
    'url-password',
    '[a-z][a-z0-9+.-]{1,20}://[^\\s/@:\'"<>[\\]]{0,256}:(?<secret>[^\\s/@\'"<>]{1,512})@(?=[\\w[])',
    'i',
  ),
  rule('url-token', '(?:https?|git|ssh)://(?<secret>[A-Za-z0-9_.-]{20,300})@', 'i'),
  rule(
    'url-secret',
    '[?&](?:sig|signature|x-amz-signature|x-amz-security-token|x-goog-signature|access_token|private_token|job_token|api_?key|token|key|secret|password|auth)=(?<secret>[^\\s&#\'"<>\\]]{6,2000})',
    'i',
  ),
];

/** One look at a line tells whether any rule can match; most lines end here. */
export const tokenHint =
  /gl[a-z]{2,5}-|gitlab_session|GR1348941|gh[pousr]_|github_pat|A[A-Z]{3}[A-Z0-9]{16}|AIza|ya29|GOCSPX|1\/\/0|xox|xapp-|webhook|slack\.com|[rsp]k_(?:live|test)|whsec|sk-|gsk_|hf_|r8_|pplx|xai-|npm_|pypi-|rubygems_|cio[A-Za-z0-9]{32}|oy2|dckr_|hv[sbr]\.|[sb]\.[A-Za-z0-9]{24}|atlasv1|_v1_|SG\.|key-|-us\d|SK[0-9a-f]{8}|AC[0-9a-f]{8}|:AA|shp|sq0|glc_|glsa_|sntry|:\/\/|ATATT|ATBB|ATCTT|lin_|fig[dour]_|ntn_|secret_|PMAK|pscale|sb[ps]_|nf[pcou]_|NR[AJI]|dapi|dp\.|pul-|sq[pua]_|AKC|cmVmdGtu|Q~|AZDO|AGE-|EAA|dt0|ey[JK]|[?&][\w-]{1,24}=|ops_|cf(?:ut|at|k)_|tskey|vc[picark]_|aio_|tvly|sgp_|odt_|live_|jina_|\$(?:1|2[abxy]|5|6|8|y|argon|krb5)|nseal|Root Token|office|LS0tLS1CRUdJTi|[MNO][\w-]{23,27}\.[\w-]{6}\./;
