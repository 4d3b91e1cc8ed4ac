import { describe, expect, it } from 'vitest';

import { writesElsewhere } from './writes-elsewhere';

describe('a line that is run again before a tool', () => {
  it.each(
    `npm publish
npm run release
npm run release:prod -- --yes
npm --prefix web run upload
npm version patch
npm dist-tag add a@1 latest
yarn release
yarn workspace web ship
pnpm -r run publish:all
pnpm promote
bun run release
make release
make -C app upload
make build release
gmake deploy
just release
task release
./release.sh
bash -eu scripts/release.sh
. ./ci/release.sh
./deploy
./deploy-staging.sh --now
./auto_deploy.sh
$DEPLOY_COMMAND
node scripts/migrate.js
bin/ship
python tools/promote.py
curl -X POST https://example.com
curl -XPUT https://example.com
curl -sSX "DELETE" https://example.com
curl --request PATCH https://example.com
curl -X $METHOD https://example.com
curl -d a=b https://example.com
curl -fsSLd @file https://example.com
curl "https://example.com/?a=1&b=2" --data-binary @x
curl -H "Accept: a; b" --data-urlencode x=y https://example.com
curl --json '{}' https://example.com
curl -F file=@x https://example.com
curl --form file=@x https://example.com
curl -T x https://example.com
curl -sT- https://example.com
curl --upload-file x https://example.com
curl $CURL_OPTS https://example.com
/usr/bin/curl https://example.com -d x
sh -c 'curl -d x https://example.com'
echo "$(curl -d x https://example.com)"
wget --post-data=a https://example.com
wget --post-file x https://example.com
wget --method=PUT https://example.com
http POST https://example.com
Invoke-RestMethod -Method Post https://example.com
gh release create v1
GH_TOKEN=x gh pr create
glab release create v1
aws s3 cp a s3://b
aws s3 sync a s3://b
aws s3 rm s3://b
gsutil cp a gs://b
scp a host:b
rsync -a a host:b
git push origin main
git -C web push
g'i't push
docker push a/b
docker --config x push a/b
docker buildx build --push .
docker stack up
helm upgrade a b
helm --namespace a install b
kubectl apply -f x
kubectl delete pod x
terraform apply
terraform -chdir=infra destroy
tofu apply
python manage.py migrate
npx prisma migrate dev
npx prisma db push
bundle exec rake db:migrate
bin/rails db:setup
php artisan migrate --force
npx knex migrate:latest
yarn typeorm migration:run
alembic upgrade head
flyway -url=x info
flask db upgrade
twine upload dist/*
python -m twine upload dist/*
python setup.py sdist upload
cargo publish
cargo release patch
gem push a.gem
bundle exec rake release
mvn deploy
./mvnw -B release:perform
gradle publish
./gradlew uploadArchives
./gradlew closeAndReleaseRepository
dotnet nuget push a.nupkg
poetry publish
npx semantic-release
npx semantic-release@24
sudo ssh host
sentry-cli sourcemaps inject
psql -c "delete from a"
npm ci && npm run release
npm ci; make release
test -f x || ./release.sh
if true; then gh release list; fi
A=$(gh api x)`.split('\n'),
  )('may not be: %s', (line) => {
    expect(writesElsewhere(line)).toBe(true);
  });

  it('may not be when it goes on in another line, or is one of several', () => {
    expect(writesElsewhere('curl \\\n  -d x \\\n  https://example.com')).toBe(true);
    expect(writesElsewhere('npm ci\nmake release\necho done')).toBe(true);
  });

  it('may not be when it is too long to be looked at', () => {
    expect(writesElsewhere(`echo ${'a'.repeat(20_000)}`)).toBe(true);
  });

  it.each(
    `npm ci
npm install
npm install --no-audit --no-fund
npm run build
npm run generate
npm run prepare
npm config set cache .npm
yarn install --frozen-lockfile
yarn build
corepack enable
pnpm install --frozen-lockfile
pnpm --filter web build
make
make build
make -j4 generate
bundle install --jobs 4
bundle config set path vendor
composer install --no-interaction
pip install -r requirements.txt
pip install uploader-client migrate
poetry install --no-root
cargo build --release
cargo fetch --locked
rustup component add clippy
go mod download
dotnet restore
dotnet build -c Release
dotnet build --configuration Release
./gradlew assembleRelease
mvn -B compile
terraform init -backend=false
terraform validate
helm dependency update
docker pull node:22
docker compose up --detach
git fetch origin main
git submodule update --init
git config --global user.name pipeline
apt-get update && apt-get install -y curl git openssh-client
apk add --no-cache git curl postgresql-client
cat /etc/os-release
. /etc/os-release
echo "$(lsb_release -cs)"
lsb_release -a
curl -fsSL https://example.com/x.tar.gz | tar -xz -C /usr/local
curl -fsSL https://example.com/a.zip -o a.zip && unzip a.zip -d a
curl -sSLo tool https://example.com/d
curl -X GET https://example.com
curl --request GET https://example.com
curl -H "X-Data: d" https://example.com
curl -sSf $URL
curl https://example.com/upgrade | bash -s -- -d x
wget -qO- https://example.com
ls target/release
cd upload
mkdir -p public/uploads
cd migrations
export RELEASE_NAME=a
cp .env.example .env
node -v
eslint --version
python -m venv .venv
source .venv/bin/activate
cat releases.md`.split('\n'),
  )('may be: %s', (line) => {
    expect(writesElsewhere(line)).toBe(false);
  });
});
