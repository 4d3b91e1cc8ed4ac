import { end, rule, start, type SecretRule } from './secret-rule';

const quoted = `(?:"(?<a>[^"\\n]{1,500})"|'(?<b>[^'\\n]{1,500})'|(?<c>[^\\s"'-][^\\s"']{0,500}))`;
const option = (flags: string, commands: string) =>
  `(?:${commands})\\b[^\\n]{0,400}?\\s(?:${flags})${quoted}`;

/** Credentials in addresses, headers, cookies, command lines and hashes. */
export const credentialRules: readonly SecretRule[] = [
  rule(
    'jwt',
    'eyj|eyk',
    '(?<![A-Za-z0-9+/])ey[JK][\\w-]{8,8000}\\.(?:ey[JK])?[\\w-]{4,8000}(?:\\.[\\w-]{0,4000}){0,3}',
    { check: 'random' },
  ),
  rule('jwt', 'eyj', '(?<=(?:["\'=:]\\s?|^))eyJ[\\w+/=-]{80,8000}'),
  // scheme://user:password@host; passwords may hold `@` and `/` when what follows is a host
  rule(
    'url-password',
    '://',
    `(?<=[A-Za-z][A-Za-z0-9+.-]{1,20})://[^\\s/@:'"<>[\\]\`]{0,256}:(?<secret>[^\\s'"<>/]{1,512}?)@(?![^\\s/'"<>:@]{0,200}@)(?=[\\w[$%{]|$)`,
    { check: 'password' },
  ),
  rule(
    'url-password',
    '://',
    `(?<=[A-Za-z][A-Za-z0-9+.-]{1,20})://[^\\s/@:'"<>[\\]\`]{1,256}:(?!\\d{1,5}/)(?<secret>[^\\s@'"<>]{1,256}/[^\\s@'"<>]{0,256})@(?=[\\w.-]{1,100}(?:[:/?\\s'"]|$))`,
    { check: 'password' },
  ),
  rule(
    'url-password',
    '://',
    `://[^\\s/@:'"<>[\\]\`]{1,256}:[^\\s'"<>/]{1,300}@[^\\s/,'"<>]{1,100},[^\\s/@:,'"<>]{1,100}:(?<secret>[^\\s@'"<>/]{1,300})@`,
    { check: 'password' },
  ),
  rule('url-token', '://', '(?<=https?|git|ssh)://(?<secret>[\\w.~-]{20,400})@', { flags: 'i' }),
  // an Oracle address: jdbc:oracle:thin:user/password@host
  rule('url-password', 'jdbc:oracle', 'jdbc:oracle:\\w{1,10}:[\\w.$-]{1,60}/(?<secret>[^\\s@]{1,200})@', {
    flags: 'i',
    check: 'password',
  }),
  rule(
    'url-secret',
    '?|&',
    `[?&](?:sig|signature|x-amz-(?:signature|security-token|credential)|x-goog-(?:signature|credential)|access_?token|private_token|job_token|refresh_token|id_token|api_?key|apikey|token|key|secret|client_secret|password|passwd|pwd|auth|auth_token|code|sv_token|subscription-key|hapikey|appid|session|sid|ticket|credential)=(?<secret>[^\\s&#'"<>\\]\\\\]{6,4000})`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'authorization',
    'authorization',
    `authorization["']?\\s{0,4}[:=]>?\\s{0,4}["']?(?:(?:bearer|basic|token|digest|apikey|ssws|negotiate|ntlm|hmac|aws4-hmac-sha256|genie-?key|splunk|key|bot|pve\\w{0,12}|snyk)[\\s:=]{1,4})(?<secret>[^\\s"'][^"'\\n]{2,8000})`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'authorization',
    'authorization',
    `authorization["']?\\s{0,4}[:=]\\s{0,4}["']?(?<secret>[A-Za-z0-9+/_.~=-]{16,4000})(?=["'\\s]|$)`,
    { flags: 'i', check: 'random' },
  ),
  rule('authorization', 'bearer ', `(?<![A-Za-z])bearer\\s{1,4}["']?(?<secret>[\\w.~+/=-]{8,8000})`, {
    flags: 'i',
    check: 'digits',
  }),
  rule(
    'authorization',
    'basic ',
    `(?<![A-Za-z])basic\\s{1,4}(?<secret>[A-Za-z0-9+/]{8,4000}={0,2})(?![A-Za-z0-9+/])`,
    { flags: 'i', check: 'basic' },
  ),
  rule(
    'secret',
    'private-token|job-token|deploy-token|x-api|x-auth|x-gitlab|x-vault|x-access|x-csrf|x-xsrf|x-functions|x-consul|x-amz-security|x-github|x-shopify|x-figma|x-jfrog|x-nuget|x-goog|x-rapidapi|x-hub-signature|x-token|x-tfe|x-secret|x-master|x-okta|x-rundeck|x-sonar|circle-token|travis-token|jenkins-crumb|x-parse|x-algolia|x-newrelic|x-honeycomb|dd-api-key|dd-application-key|ocp-apim-subscription-key|api-key|apikey:',
    `(?:private-token|job-token|deploy-token|circle-token|travis-token|jenkins-crumb|dd-api-key|dd-application-key|ocp-apim-subscription-key|api-?key|x-[a-z-]{2,40}(?:key|token|secret|api|code|signature(?:-256)?|apikey))["']?\\s{0,4}[:=]\\s{0,4}["']?(?<secret>[^\\s"',;]{3,4000})`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'cookie',
    'cookie',
    `(?<![A-Za-z])(?:set-)?cookie["']?\\s{0,4}:\\s{0,4}["']?(?<secret>[\\w.-]{1,200}=[^"'\\n]{3,8000})`,
    { flags: 'i', check: 'password' },
  ),
  rule('cookie', '--cookie|--load-cookies', `--cookie[= ]["']?(?<secret>[\\w.-]{1,200}=[^"'\\n]{3,4000})`, {
    check: 'password',
  }),
  // command lines
  rule(
    'secret',
    'login|sshpass|twine upload|helm repo add|psexec|kinit|psftp|plink|pscp|rdesktop|xfreerdp|smbclient|net use|wmic',
    option(
      '-p[ =]?|--password[ =]|-P[ =]?|-pw ',
      'login|sshpass|twine\\supload|psexec(?:\\.exe)?|plink|pscp|psftp',
    ),
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'mysql |mysqldump |mysqladmin |mysqlimport |mysqlsh |mariadb |mariadb-dump |mariadb-admin |mongo |mongosh |mongodump |mongorestore |mongoexport |mongoimport ',
    option('-p|--password=', '(?:mysql|mariadb|mongo)[a-z-]{0,12}'),
    {
      flags: 'i',
      check: 'password',
    },
  ),
  rule(
    'secret',
    'mongo |mongosh |mongodump |mongorestore |mongoexport |mongoimport ',
    option('-p ', 'mongo[a-z-]{0,12}'),
    { check: 'password' },
  ),
  rule(
    'secret',
    'redis-cli|sqlcmd|bcp |isql|osql',
    option('-[aP] ?|--pass ', '(?:redis-cli|sqlcmd|bcp|isql|osql)'),
    { check: 'password' },
  ),
  rule(
    'secret',
    'curl |wget |http -|https -|http --|aria2c |lftp |ncftp',
    `(?:curl|wget|https?|aria2c|lftp|ncftp\\w{0,4})\\b(?!:)[^\\n]{0,600}?\\s(?:-u|--user|--proxy-user|-a|-U|--auth)[ =]?["']?[^\\s:"'/]{1,200}:(?<secret>[^\\s"'@]{1,500})`,
    { check: 'password' },
  ),
  rule(
    'secret',
    '-u|--user|--proxy-user',
    `(?<=\\s|^)(?:-u|--user|--proxy-user)[ =]?["']?[\\w.@-]{1,200}:(?<secret>[^\\s"'@:/]{6,500})(?=["'\\s]|$)`,
    { check: 'password' },
  ),
  rule('secret', 'poetry publish', option('-p ', 'poetry\\spublish'), { check: 'password' }),
  rule('secret', 'zip ', option('-P ?', 'zip'), { check: 'password' }),
  rule(
    'secret',
    'ldapsearch|ldapadd|ldapmodify|ldapdelete|ldapwhoami|ldappasswd',
    option('-w ', 'ldap[a-z]{3,8}'),
    { check: 'password' },
  ),
  rule('secret', 'nuget push', option('-k |-ApiKey |--api-key ', 'nuget\\spush'), {
    flags: 'i',
    check: 'password',
  }),
  rule('secret', 'creds', `creds[= ]["']?[^\\s:"']{1,100}:(?<secret>[^\\s"']{3,300})`, { check: 'password' }),
  rule(
    'secret',
    'vault login',
    `vault\\slogin\\s(?:token=)?(?<secret>[^\\s"'=-][^\\s"'=]{7,300})(?=\\s{0,4}$)`,
    {
      check: 'digits',
    },
  ),
  rule(
    'secret',
    '<<<',
    `(?<=(?:login|token|password|secret|stdin)[^\\n]{0,200})<<<\\s?["']?(?<secret>[^\\s"'$][^\\s"']{5,300})`,
    { check: 'digits' },
  ),
  rule('secret', 'pass:', `(?<=\\s["']?)pass:(?<secret>[^\\s"']{3,300})`, { check: 'password' }),
  rule(
    'secret',
    'openssl',
    `openssl\\b[^\\n]{0,300}?\\s(?:-k|-K|-pass|-passin|-passout)\\s(?!(?:file|env|fd|stdin)\\b)(?:pass:)?["']?(?<secret>[^\\s"']{3,300})`,
    { check: 'password' },
  ),
  rule(
    'secret',
    'htpasswd',
    `htpasswd\\b[^\\n]{0,100}?\\s-\\w{0,4}b\\w{0,4}\\s(?:\\S{1,200}\\s)??\\S{1,100}\\s["']?(?<secret>[^\\s"'-][^\\s"']{2,300})(?=["']?\\s{0,4}$)`,
    { check: 'password' },
  ),
  rule(
    'secret',
    '--password-stdin|--passwd-stdin',
    `(?<=(?:echo|printf)\\s(?:-n\\s)?["']?(?<secret>[^\\s"'|$][^\\s"'|]{3,300})["']?\\s{0,3}\\|[^\\n]{0,200})(?:--password-stdin|--passwd-stdin)`,
    { check: 'password' },
  ),
  rule(
    'secret',
    'chpasswd',
    `(?<=(?:echo|printf)\\s["']?[\\w.-]{1,40}:(?<secret>[^\\s"'|$]{3,300})["']?\\s{0,3}\\|\\s{0,3}(?:sudo\\s)?)chpasswd`,
    { check: 'password' },
  ),
  rule(
    'secret',
    'net use|xfreerdp|rdesktop|cmdkey',
    `(?:net use\\s[^\\n]{0,200}?/user:\\S{1,100}\\s|(?:xfreerdp|cmdkey)\\b[^\\n]{0,200}?/p(?:ass)?:)(?<secret>[^\\s"']{3,200})`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'lpass|bw unlock|bw login',
    `bw\\s(?:unlock|login\\s\\S{1,200})\\s(?<secret>[^\\s"'-][^\\s"']{3,300})`,
    { check: 'password' },
  ),
  rule(
    'secret',
    'requirepass|masterauth|auth ',
    `(?<=^[\\s>\\d.:\\])-]{0,40})(?:requirepass|masterauth|AUTH(?:\\sdefault)?)\\s{1,4}["']?(?<secret>[^\\s"']{6,300})["']?\\s{0,4}$`,
    { flags: 'i', check: 'digits' },
  ),
  rule(
    'secret',
    'kubectl create secret|create secret',
    `create secret\\s(?:generic|docker-registry)\\b[^\\n]{0,300}?--(?:from-literal=["']?[\\w.-]{1,60}=|docker-password[= ])["']?(?<secret>[^\\s"']{3,2000})`,
    { check: 'password' },
  ),
  rule('secret', '--from-literal=', `--from-literal=["']?[\\w.-]{1,60}=["']?(?<secret>[^\\s"']{3,2000})`, {
    check: 'password',
  }),
  rule(
    'secret',
    'machine |default login',
    `(?:machine\\s{1,4}[\\w.-]{1,200}|default)\\s{1,4}login\\s{1,4}\\S{1,200}\\s{1,4}password\\s{1,4}(?<secret>\\S{1,500})`,
    { check: 'password' },
  ),
  rule(
    'secret',
    'identified',
    `identified\\s{1,4}(?:with\\s{1,4}\\w{1,40}\\s{1,4})?(?:by|as)\\s{1,4}(?:password\\s{1,4})?["'](?<secret>[^"'\\n]{1,500})["']`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'password ',
    `(?<=(?:user|role|login)\\s[^\\n]{1,100}\\s)password\\s{1,4}["'](?<secret>[^"'\\n]{3,500})["']`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'networkcredential|directoryentry|usernamepassword',
    `(?:networkcredential|usernamepasswordcredential\\w{0,8})\\s{0,3}\\(\\s{0,3}["'][^"'\\n]{1,200}["']\\s{0,3},\\s{0,3}["'](?<secret>[^"'\\n]{3,200})["']`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'directoryentry',
    `directoryentry\\s{0,3}\\(\\s{0,3}"[^"\\n]{1,200}"\\s{0,3},\\s{0,3}"[^"\\n]{1,100}"\\s{0,3},\\s{0,3}"(?<secret>[^"\\n]{3,200})"`,
    { flags: 'i' },
  ),
  rule(
    'secret',
    'connect-viserver',
    `connect-viserver\\b[^\\n]{0,300}?-password\\s{1,3}["']?(?<secret>[^\\s"']{3,200})`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'login_with_api_key',
    `login_with_api_key[^\\n]{0,60}?\\[\\s{0,3}"(?<secret>[^"\\n]{16,200})"`,
  ),
  rule('private-key', '0x', '0x(?<secret>[0-9a-fA-F]{64})(?![0-9a-zA-Z])'),
  // hashes of passwords
  rule(
    'password-hash',
    '$1$|$2a$|$2b$|$2x$|$2y$|$5$|$6$|$8$|$9$|$y$|$gy$|$7$|$apr1$|$argon2|$krb5|$s2$|$p$|$h$|$sha1$|$s0$|$pbkdf2|$scrypt$|$bcrypt|$nt$|$mysql|$ml$|$md5',
    '\\$(?:1|2[abxy]|5|6|7|8|9|y|gy|apr1|argon2(?:id|i|d)|krb5\\w{2,12}|s2|P|H|S0|sha1|pbkdf2[\\w-]{0,12}|scrypt|bcrypt[\\w-]{0,8}|NT|mysql\\w{0,4}|ml|md5)\\$[A-Za-z0-9./$=,@:+*%-]{20,2000}',
    { flags: 'i' },
  ),
  rule('password-hash', '$p$b|$h$9', '\\$[PH]\\$[B9][A-Za-z0-9./]{30}'),
  rule(
    'password-hash',
    'pbkdf2_sha|{ssha|{sha}|{smd5}|{crypt}|bcrypt_sha',
    '(?:pbkdf2_sha\\d{1,3}\\$[\\w$=+/.-]{30,300}|bcrypt_sha256\\$[\\w$=+/.-]{30,200}|\\{(?:SSHA\\d{0,3}|SHA|SMD5|CRYPT)\\}[A-Za-z0-9+/=.$]{20,200})',
    { flags: 'i' },
  ),
  rule('password-hash', ':::', `(?<=[^\\s:]{1,100}:\\d{1,10}:(?<secret>[0-9a-f]{32}:[0-9a-f]{32})):::`, {
    flags: 'i',
  }),
  rule('password-hash', ':aad3b435b51404ee', ':(?<secret>aad3b435b51404eeaad3b435b51404ee:[0-9a-f]{32})', {
    flags: 'i',
  }),
  rule(
    'encoded-private-key',
    'ls0tls1crudjti',
    'LS0tLS1CRUdJTi[A-Za-z0-9+/]{4,60}?(?:QUklWQVRF|FBSSVZBVEU|BSSVZBVE|gUFJJVkFURS|UFJJVkFUR)[A-Za-z0-9+/=]{40,20000}',
  ),
  rule(
    'private-key',
    'putty-user-key-file',
    'PuTTY-User-Key-File-\\d: (?<secret>[\\w-]{3,40})(?=[^\\n]{2000})',
  ),
  rule(
    'ssh-fingerprint',
    'private exponent|private-key:',
    `${start}private-key:\\s(?<secret>[0-9a-f:]{40,2000})${end}`,
    { flags: 'i' },
  ),
  // a database's connection string: whatever stands there is the password
  rule(
    'secret',
    'password=|pwd=|password =|pwd =',
    `(?<=(?:server|host|hostname|data source|datasource|user id|userid|uid|user|username|provider|driver|dsn|database)\\s?=[^\\n]{0,300})(?:password|pwd)\\s?=\\s?(?<secret>[^\\s;"'{$#%<[*][^;"'\\s&]{2,200})`,
    { flags: 'i' },
  ),
  // sentences
  rule(
    'secret',
    'password is|passphrase is|passcode is|password was|password for|password to',
    `(?:password|passphrase|passcode)(?:\\s(?:for|to)\\s[^\\n]{1,80}?)?\\s(?:is|was)(?:\\snow)?:?\\s["'\`](?<secret>[^"'\`\\n#$|{<+ ()][^"'\`\\n]{2,100})["'\`]`,
    { flags: 'i' },
  ),
  rule(
    'secret',
    'password is|passphrase is|passcode is|password was|password for|generated password|temporary password|one-time|token is|token was|key is',
    `(?:(?:password|passphrase|passcode|token|api key|access key)(?:\\sfor\\s[^\\n]{1,80}?)?\\s(?:is|was)(?:\\snow|\\sset to)?|one-time\\s(?:code|password))\\s?:?\\s{1,4}(?<secret>[^\\s"']{6,300})`,
    { flags: 'i', check: 'digits' },
  ),
  rule(
    'secret',
    'generated password|temporary password|initial password|password generated|generated token',
    `(?:(?:generated|temporary|initial)\\s(?:\\w{1,20}\\s)?(?:password|token)|password generated)(?:\\sis)?\\s?:?\\s{1,4}["']?(?<secret>[^\\s"']{8,300})["']?\\s{0,4}$`,
    { flags: 'i', check: 'password' },
  ),
  // names and values of `config set`
  rule(
    'secret',
    'config|configure set|_authtoken ',
    `(?:config(?:ure)?(?:\\sset)?|config:set)\\s(?:-\\S{1,40}\\s){0,4}\\S{0,120}(?:token|secret|password|passwd|_auth|apikey|api[_-]key|access[_-]key)[\\w.-]{0,40}(?:\\s{1,4}|=)["']?(?<secret>[^\\s"'=-][^\\s"']{5,4000})`,
    { flags: 'i', check: 'password' },
  ),
  rule(
    'secret',
    'config http-basic',
    `config\\shttp-basic\\.\\S{1,100}\\s\\S{1,200}\\s["']?(?<secret>[^\\s"']{3,500})`,
    { check: 'password' },
  ),
  rule(
    'secret',
    '-u|--user',
    `(?<=(?:smbclient|rpcclient|smbmap|net\\srpc)\\b[^\\n]{0,200}\\s)(?:-u|--user)[ =]?["']?[^\\s%"']{1,100}%(?<secret>[^\\s"']{3,200})`,
    { flags: 'i', check: 'password' },
  ),
  rule('secret', 'lftp', `lftp\\b[^\\n]{0,200}?\\s-u\\s["']?[^\\s,"']{1,100},(?<secret>[^\\s"']{3,200})`, {
    check: 'password',
  }),
  // a line of .pgpass
  rule(
    'secret',
    ':5432:|:5433:|:6432:|:*:',
    `(?<=^[\\w.*-]{1,200}):(?:\\d{2,5}|\\*):[^:\\s]{1,100}:[^:\\s]{1,100}:(?<secret>[^\\s:]{4,300})$`,
  ),
];
