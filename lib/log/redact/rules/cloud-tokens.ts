import { end, rule, start, type SecretRule } from './secret-rule';

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** Of clouds, hosting, databases and networks. Sources: each vendor's own documentation. */
export const cloudTokens: readonly SecretRule[] = [
  rule(
    'aws-key',
    'akia|asia|agpa|aida|aroa|anpa|abia|acca|aipa|apka|asca|a3t',
    `(?<![A-Za-z0-9/+])(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA|ABIA|ACCA|AIPA|APKA|ASCA|A3T[A-Z0-9])[A-Z0-9]{16}${end}`,
  ),
  rule(
    'aws-account',
    'aws_account_id|awsaccountid|aws_account|accountid',
    `(?:aws_?account(?:_?id)?|accountid)["']?\\s{0,4}(?:=>|[:=])\\s{0,4}["']?(?<secret>\\d{4}-?\\d{4}-?\\d{4})(?!\\d)`,
    { flags: 'i' },
  ),
  rule(
    'aws-secret',
    'aws_secret|aws_session|awssecret',
    `aws_?(?:secret|session)[\\w-]{0,24}["']?\\s{0,4}(?:=>|[:=,])\\s{0,4}["']?(?<secret>[A-Za-z0-9/+=]{40,2000})`,
    { flags: 'i' },
  ),
  // credentials of a role, as the command line prints them in a table
  rule(
    'aws-secret',
    'secretaccesskey|sessiontoken',
    `(?:SecretAccessKey|SessionToken)[^A-Za-z0-9/+]{1,12}(?<secret>[A-Za-z0-9/+=]{16,2000})`,
    { flags: 'i' },
  ),
  // a key id, and beside it in the same table the secret
  rule(
    'aws-secret',
    'akia|asia|a3t',
    `A(?:KIA|SIA|3T[A-Z0-9])[A-Z0-9]{16}[^A-Za-z0-9/+]{1,6}(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
  ),
  rule('aws-mws-token', 'amzn.mws.', `amzn\\.mws\\.${uuid}`),
  rule(
    'aws-bedrock-key',
    'absk|bedrock-api-key-',
    '(?:ABSK[A-Za-z0-9+/=]{60,400}|bedrock-api-key-[A-Za-z0-9+/=]{40,2000})',
  ),
  rule(
    'aws-oauth-token',
    'atza|atzr|atna|aoal|amzn1.oa2-cs.',
    '(?:(?:Atza|Atzr|Atna|Aoal)\\|[\\w+/=-]{20,2000}|amzn1\\.oa2-cs\\.v1\\.[0-9a-f]{64})',
  ),
  rule(
    'google-key',
    'aiza|ya29.|gocspx-|1//0',
    `${start}(?:AIza[\\w-]{30,45}|ya29\\.[\\w.-]{20,2000}|GOCSPX-[\\w-]{20,60}|1//0[\\w-]{30,200})`,
  ),
  rule(
    'google-client-id',
    '.apps.googleusercontent.com',
    `(?<=(?<secret>\\d{6,20}-[a-z0-9]{32}))\\.apps\\.googleusercontent\\.com`,
  ),
  rule('google-hmac-key', 'goog1e|goog', `${start}GOOG(?:1E[A-Z0-9]{57}|[A-Z0-9]{20})${end}`),
  rule('google-firebase-key', 'aaaa', `${start}AAAA[\\w-]{7}:[\\w-]{140}`),
  rule(
    'google-private-key-id',
    'private_key_id',
    `private_key_id["']?\\s?[:=]\\s?["']?(?<secret>[0-9A-Za-z]{40})`,
  ),
  rule('azure-secret', 'q~', `(?<=(?<before>(?<![\\w~.-])[\\w~.-]{3}[78]))Q~[\\w~.-]{31,34}`),
  rule(
    'azure-storage-key',
    'accountkey|sharedaccesskey|sharedsecretvalue',
    `(?:AccountKey|SharedAccessKey|SharedSecretValue)\\s{0,3}=\\s{0,3}(?<secret>[A-Za-z0-9/+]{20,120}={0,3})`,
    { flags: 'i' },
  ),
  rule('azure-app-configuration', ';secret=', ';secret=(?<secret>[A-Za-z0-9/+]{36,100}=?)', { flags: 'i' }),
  rule('azure-signature', 'sig=', '(?<=[?&;])sig=(?<secret>[A-Za-z0-9%/+=_-]{20,200})', { flags: 'i' }),
  rule('azure-key', 'jqqj99', `(?<=(?<before>${start}[A-Za-z0-9]{46,60}))JQQJ99[A-Za-z0-9]{16,40}`),
  rule(
    'azure-key',
    '+acr|azcaaaab|+abamc|+astt',
    `(?<=(?<before>(?<![A-Za-z0-9/+])[A-Za-z0-9/+]{30,80}))\\+?(?:ACR|AZCAAAAB|ABa|ASt)[A-Za-z0-9/+]{4,10}={0,2}`,
  ),
  rule(
    'azure-client',
    'azure|tenant',
    `(?:azure|(?<=ad[_-]?)tenant)[\\w.-]{0,24}(?<=tenant[_-]?id|client[_-]?id|subscription[_-]?id)["']?\\s{0,3}(?::=|[:=])\\s{0,3}["']?(?<secret>${uuid})`,
    { flags: 'i' },
  ),
  rule('azure-function-key', '?code=', '\\?code=(?<secret>[\\w/+=%-]{30,100})'),
  rule('digitalocean-token', 'dop_v1_|doo_v1_|dor_v1_|doa_v1_', 'do[opra]_v1_[0-9a-f]{40,80}'),
  rule('heroku-key', 'hrku-', 'HRKU-[\\w-]{30,80}'),
  rule('netlify-token', 'nfp_|nfc_|nfo_|nfu_|nfb_', `${start}nf[pcoub]_[A-Za-z0-9]{30,50}`),
  rule(
    'vercel-token',
    'vcp_|vci_|vca_|vcr_|vck_|vercel_blob_rw_',
    `${start}(?:vc[picark]_[A-Za-z0-9]{24,80}|vercel_blob_rw_[A-Za-z0-9]{10,30}_[A-Za-z0-9]{20,60})`,
  ),
  rule('cloudflare-token', 'cfut_|cfat_|cfk_', `${start}cf(?:ut|at|k)_[A-Za-z0-9_-]{40}[0-9a-f]{8}${end}`),
  rule('cloudflare-origin-key', 'v1.0-', `${start}v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}`),
  rule('fly-token', 'fm1r_|fm2_|fo1_', `${start}(?:fm1r_|fm2_|fo1_)[\\w+/=-]{40,4000}`),
  rule('render-key', 'rnd_', `${start}rnd_[A-Za-z0-9]{28,40}`),
  rule('flightcontrol-key', 'wfltapi', 'wfltapi[\\w-]{20,60}'),
  rule('planetscale-token', 'pscale_', 'pscale_(?:tkn|pw|oauth)_[\\w.=-]{30,80}'),
  rule('supabase-token', 'sbp_|sb_secret_|sbs_', `(?:sb[ps]_[A-Za-z0-9_]{30,60}|sb_secret_[\\w-]{20,60})`),
  rule('neon-key', 'napi_|npg_', `${start}(?:napi_[a-z0-9]{40,80}|npg_[A-Za-z0-9]{10,40})`),
  rule('databricks-token', 'dapi', `${start}dapi[0-9a-fA-F]{32}(?:-\\d)?${end}`),
  rule('confluent-key', 'cflt', `${start}cflt[A-Za-z0-9+/]{60}`),
  rule('aiven-token', 'avns_|aivenv1', '(?:AVNS_[\\w-]{18,30}|aivenv1[\\w+/=-]{40,400})'),
  rule('mongodb-service-account', 'mdb_sa_sk_', 'mdb_sa_sk_[\\w-]{30,60}'),
  rule('couchbase-key', 'cb_', `${start}cb_[A-Za-z0-9]{40,60}`),
  rule('clickhouse-key', '4b1d', `${start}4b1d[A-Za-z0-9]{38}${end}`),
  rule('tailscale-key', 'tskey-', '(?<![A-Za-z])tskey-[a-z]{2,12}-[A-Za-z0-9]{8,40}(?:-[A-Za-z0-9]{16,60})?'),
  rule(
    'wireguard-key',
    'privatekey|presharedkey',
    `(?:PrivateKey|PresharedKey)\\s{0,3}=\\s{0,3}(?<secret>[A-Za-z0-9+/]{43}=)`,
  ),
  rule(
    'wireguard-key',
    'private-key|preshared-key',
    `(?:private|preshared)-key\\s{1,4}(?<secret>[A-Za-z0-9+/]{43}=)`,
  ),
  rule('alibaba-key', 'ltai', `${start}LTAI[A-Za-z0-9]{12,24}${end}`),
  rule('tencent-key', 'akid', `${start}AKID[A-Za-z0-9]{28,40}${end}`),
  rule('volcengine-key', 'aklt', `${start}AKLT[\\w-]{40,60}`),
  rule('huawei-key', 'hpua', `${start}HPUA[A-Z0-9]{16}${end}`),
  rule(
    'yandex-key',
    't1.|aqvn|ycaj|y0_|ycp',
    `${start}(?:t1\\.[\\w-]{30,60}[=.][\\w=-]{80,200}|AQVN[\\w-]{35,38}|YCAJ[\\w-]{21,24}|YCP?[A-Z][\\w-]{36,38}|y0_[\\w-]{50,65})`,
  ),
  rule('scaleway-key', 'scw', `${start}SCW[A-Z0-9]{17}${end}`),
  rule('ovh-key', 'x-ovh-', 'X-Ovh-(?:Consumer|Application|Signature)[:=]\\s?(?<secret>[\\w$]{16,60})', {
    flags: 'i',
  }),
  rule('ibm-key', 'ibmcloud', `ibmcloud[\\w-]{0,24}\\W{1,6}(?<secret>[\\w-]{42,46})`, { flags: 'i' }),
  rule('oracle-key', 'ocid1.credential', 'ocid1\\.credential[\\w.-]{20,200}'),
  rule('pinecone-key', 'pcsk_', 'pcsk_[A-Za-z0-9]{4,8}_[A-Za-z0-9]{50,80}'),
  rule('upstash-key', 'upstash', 'upstash[\\w-]{0,30}\\W{1,6}(?<secret>[A-Za-z0-9=]{40,100})', {
    flags: 'i',
  }),
  rule(
    'minio-key',
    'mc alias set|mc config host add',
    'mc (?:alias set|config host add)\\s{1,4}\\S{1,100}\\s{1,4}\\S{1,300}\\s{1,4}\\S{1,200}\\s{1,4}(?<secret>\\S{4,200})',
  ),
  rule(
    'aws-session-token',
    'fwogzxivyxdz|iqojb3jpz2lu',
    '(?:FwoGZXIvYXdz|IQoJb3JpZ2lu)[A-Za-z0-9/+=%]{50,4000}',
  ),
];
