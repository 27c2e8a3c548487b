import Celery
import Testing

/// Forms of secrets that have no name beside them, or an unusual one: `§` stands for the secret.
struct UnusualSecretsTests {
    /// Its tables take a while to be made.
    private static let redactor = Redactor()

    private static let secret = "zqHun7er2xK"

    private func redacted(_ text: String) -> String {
        var counts: [String: Int] = [:]
        return Self.redactor.redact(text, counts: &counts)
    }

    /// Nothing but what stands for the secret is taken out, though it were a word like any other.
    private func expectThatOnlyTheSecretGoes(
        _ form: String, words: [String] = [secret, "correcthorse"], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let expected = form.replacing("§§", with: Redactor.mark).replacing("§", with: Redactor.mark)
        // What is known by its looks alone is no word.
        for word in form.contains("§§") ? [Self.secret] : words {
            #expect(redacted(form.replacing("§", with: word)) == expected, sourceLocation: sourceLocation)
        }
        #expect(
            redacted(expected) == expected, "what was taken out is no secret any more", sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        "{'api  key': '§', 'n': 1}",
        "{'api.key': '§'}",
        "{'secret..key': '§'}",
        "{'api - key': '§'}",
        "{\"private.key\": \"§\"}",
        "{'pass  word': '§'}",
        "{'db.pass.word': '§'}",
        "{'access  key  id': '§'}",
        "? password\n: §",
        "? \"password\"\n: \"§\"",
        "? password\n: |\n  §\nuser: bob",
        "'? password\\n: §'",
        "netrc: machine h login u password §",
        "machine db.example.org login bob password § port 1",
        "machine h\n  login bob\n  password §",
        "AUTH §",
        "AUTH bob §",
        "127.0.0.1:6379> AUTH §",
        "redis-cli AUTH §",
        "\"AUTH\" \"§\"",
        "['AUTH', '§']",
        "('AUTH', 'bob', '§')",
        "execute_command('AUTH', 'default', '§')",
        "sqlplus scott/§@db",
        "sqlplus -s scott/§@//db:1521/x @script",
        "['sqlplus', '-S', 'scott/§@db']",
        "rman target sys/§@db",
        "sqlldr userid=scott/§@db control=a.ctl",
        "jdbc:oracle:thin:scott/§@db:1521:x",
        "db.example.org:5432:shop:bob:§",
        "*:*:*:bob:§",
        "'db:5432:*:bob:§'",
        "{'session': '§§'}",
        "session=§§; Path=/",
        "laravel_session=§§",
        "PHPSESSID=§",
        "JSESSIONID=§",
        "ASP.NET_SessionId=§",
        "the password is '§'",
        "Password was \"§\" before",
        "INSERT INTO users (name, password) VALUES ('bob', '§')",
        "INSERT INTO \"users\" (\"name\", \"api_key\", n) VALUES ('bob', '§', 1), ('eve', '§', 2)",
        "[SQL: INSERT INTO users (name, password) VALUES (%s, %s)]\n[parameters: ('bob', '§')]",
        "[SQL: INSERT INTO users (password) VALUES (?)]\n[parameters: ('§',)]",
        "[SQL: INSERT INTO users (name, password) VALUES (?, ?)]\n[parameters: [('bob', '§'), ('eve', '§')]]",
        "1 validation error for Login\npassword\n  String should have at least 8 characters [type=string_too_short, input_value='§', input_type=str]",
        "ValidationError('1 validation error for Login\\nuser.api_key\\n  bad [type=x, input_value='§', input_type=str]')",
        "CREATE USER bob PASSWORD N'§'",
        "ALTER USER bob WITH PASSWORD '§';",
        "mysqladmin -u root password §",
        "ssh-keygen -t rsa -N §",
        "cqlsh -u bob -p § host",
        "mosquitto_pub -u bob -P § -t x",
        "xfreerdp /u:bob /p:§ /v:h",
        "twine upload -u bob -p § dist/x",
        "mongodump -u bob -p § ",
        "PGPASSWORD=§ psql -h x",
        "MYSQL_PWD=§ mysql",
        "psql \"host=h user=u password=§ dbname=x\"",
    ])
    func linesOfToolsAndFiles(form: String) { expectThatOnlyTheSecretGoes(form) }

    @Test(arguments: [
        "Server=h;User Id=sa;Password=§;Database=x",
        "Server=h;Uid=sa;Pwd=§;",
        "mongodb+srv://bob:§@h/x",
        "jdbc:mysql://h/db?user=u&password=§",
        "ldap://cn=bob:§@h",
        "wget --http-user=bob --http-password=§ x",
        "wget --user=bob --password='§' x",
        "git clone https://bob:§@github.com/x",
        "kubectl create secret generic x --from-literal=password=§",
        "helm install x --set db.password=§",
        "docker login -u bob -p § r.example.org",
        "java -Djavax.net.ssl.keyStorePassword=§ x",
        "unzip -P § a.zip",
        "7z x -p§ a.7z",
        "X-Amz-Signature=§&X-Amz-Date=1",
        "https://x/?X-Amz-Security-Token=§&n=1",
        "https://x/?apikey=§&n=1",
        "https://x/?client_secret=§",
        "https://x/?pass=§&user=bob",
        "https://x/?auth=§&user=bob",
        "X-Auth-Token: §\nHost: a",
        "X-Api-Key: §",
        "[('X-Api-Key', '§')]",
        "environ({'DB_PASSWORD': '§', 'HOME': '/root'})",
        "OrderedDict([('password', '§'), ('n', 1)])",
        "Namespace(user='bob', password='§')",
        "defaultdict(<class 'str'>, {'password': '§'})",
        "{b'password': b'§'}",
        "(('user', 'bob'), ('passwd', '§'))",
        "password => §",
        "password := '§'",
        "password -> '§'",
        "'password' => '§'",
        "passwort: §",
        "Kennwort = §",
        "mot de passe : §",
        "contraseña: §",
        "пароль: §",
        "密码: §",
        "パスワード: §",
        "{'p\\u0430ssword': '§'}",
        "{'pаsswоrd': '§'}",
        "{'to\\u200bken': '§'}",
        "{'ｔｏｋｅｎ': '§'}",
        "{'passw...': '§'}",
        "{'api_k...': '§'}",
        "...assword': '§', 'n': 1}",
        "{\\u0022password\\u0022: \\u0022§\\u0022}",
        "{\\\\\"password\\\\\": \\\\\"§\\\\\"}",
        "<Password Type=\"x\">§</Password>",
        "<add key=\"ApiKey\" value=\"§\" />",
        "<property name=\"password\" value=\"§\"/>",
        "KeyError: {'token': '§'}",
        "ValueError(\"invalid password '§'\")",
        "HTTPError('401 for url: https://x/?token=§')",
        "--token=§",
        "--api-key §",
        "-Dpassword=§",
        "{'password': f'§'}",
        "{'db': {'user': 'bob', 'password': '§'}}",
        "db:\n  user: bob\n  password: §\n",
        "password:\n  §\n",
        "{password: '§'}",
        "{\"name\": \"DB_PASSWORD\", \"value\": \"§\"}",
        "Environment=DB_PASSWORD=§",
        "export DB_PASSWORD=\"§\"",
        "set DB_PASSWORD=§",
        "$env:DB_PASSWORD = \"§\"",
        "pwd=§;",
        "user=bob&pass=§&n=1",
        "{'security answer': '§'}",
    ])
    func whateverElseHasAName(form: String) { expectThatOnlyTheSecretGoes(form) }

    /// In running text a word counts that no dictionary has.
    @Test(arguments: [
        "the password is §",
        "The password for bob is §.",
        "your new password: §",
        "using password § to log in",
        "login bob password § failed",
        "password set to §",
        "token is §",
        "Token § rejected",
        "secret was §",
        "api key § is not valid",
        "das Passwort ist §",
        "contraseña es §",
        "(user bob, password §)",
    ])
    func runningText(form: String) { expectThatOnlyTheSecretGoes(form, words: [Self.secret]) }

    @Test(arguments: [
        "the pin is 4829", "otp 482913 sent", "pin 4829", "the passcode was 482913",
    ])
    func numbersThatAreToldAsSecrets(text: String) { #expect(redacted(text).contains(Redactor.mark), "\(text)") }

    @Test(arguments: [
        "the password is required",
        "the password is incorrect for user bob",
        "password is too short",
        "password is wrong",
        "token is invalid or expired",
        "Token is expired",
        "the secret is not set",
        "password must have 8 characters",
        "password authentication failed for user \"bob\"",
        "FATAL:  password authentication failed for user \"bob\"",
        "token expired at 2026-11-27T10:00:00Z",
        "token was 30s old",
        "secret is 2048 bits long",
        "the token is 12 of 40",
        "password hashed with sha256",
        "password is sha256 hashed",
        "token type is Bearer",
        "unexpected token '<' at position 3",
        "SMTP AUTH extension not supported by server.",
        "AUTH failed",
        "ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?",
        "NOAUTH Authentication required.",
        "WRONGPASS invalid username-password pair or user is disabled.",
        "SMTPAuthenticationError(535, b'5.7.8 Error: authentication failed')",
        "{'session': 'morning'}",
        "{'session': 4}",
        "session.execute(query)",
        "{'sessions': ['a1b2c3d4e5f6a7b8c9d0']}",
        "db.example.org:5432: connection refused",
        "connection to server at \"db\" (10.0.0.1), port 5432 failed",
        "could not connect to h:5432",
        "10:5432:11",
        "INSERT INTO users (name, email) VALUES ('bob', 'bob@example.org')",
        "INSERT INTO users (name, password) VALUES (%s, %s)",
        "1 validation error for Login\nname\n  Field required [type=missing, input_value={'n': 1}, input_type=dict]",
        "the machine is on, login with password authentication",
        "the machine password is lost",
        "machine password (",
        "default password",
        "sqlplus / as sysdba",
        "sqlplus @script.sql",
        "user bob reset the password for alice",
        "password reset for bob1@example.org",
        "reset_password(user=3)",
        "Password reset e-mail sent",
        "1 token left, token 3 of 5",
        "token v2 is used",
        "see api. Key: 3",
        "{'api': 'x', 'key.size': 3}",
        "pin the version to v1.2.3",
        "pinned to 4829",
        "secretary is Bob1",
        "passing 4829 rows",
        "the key is 4829",
        "a pass 3a of 4",
        "{'password': None}",
        "AUTH LOGIN",
        "AUTH command sent",
        "auth module loaded",
        "Auth service is at a1b2",
        "token bucket: 10/60",
        "next token 0x1f",
        "password to be set",
        "password to use",
        "The tokens are counted",
        "? what is the password",
        "what is the password?",
    ])
    func harmlessTextStays(text: String) { #expect(redacted(text) == text) }

    /// What stands in a traceback below `File "…"`, also one in a text, in JSON, in a statement of several lines and in
    /// a group.
    private static func tracebacks(_ line: String) -> [String] {
        let traceback = "  File \"/srv/a.py\", line 15, in f\n    \(line)\n    ^^^^^^^\nValueError: x\n"
        let escaped = traceback.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        return [
            "Traceback (most recent call last):\n" + traceback,
            "  File \"/srv/a.py\", line 15, in f\n    return call(\n        x,\n        \(line)\n    )\nValueError: x\n",
            "'RemoteTraceback:\\n" + escaped.replacing("'", with: "\\'") + "'",
            "{\"tb\": \"Traceback:\\n" + escaped.replacing("\"", with: "\\\"") + "\"}",
            "  + Exception Group Traceback:\n  |   File \"/srv/a.py\", line 15, in f\n  |     \(line)\n  | ValueError: x\n",
        ]
    }

    @Test(arguments: [
        "return {\"sku\": sku, \"tokens\": tokens[:5].encode(\"latin-1\").decode(\"utf-8\")}",
        "\"tokens\": tokens[:5].encode(\"latin-1\").decode(\"utf-8\"),",
        "tokens = [t.strip() for t in text.split(\",\")]",
        "\"token\": token or \"\", \"n\": 1",
        "token: str | None = None,",
        "password=password or os.environ[\"DB_PASSWORD\"],",
        "secret = hashlib.sha256(f\"{user}:{salt}\".encode()).hexdigest()",
        "if not check_password(password, \"sha256\"):",
        "headers={\"Authorization\": \"Bearer \" + token, \"Accept\": \"application/json\"},",
        "raise InvalidToken(\"token \" + token[:8] + \" is no token\")",
        "assert password, \"password is required\"",
        "logger.info(\"token %s of %s\", token, user)",
        "session = Session(token=token, timeout=(3, 5))",
        "cookies = {\"sessionid\": session_id}",
        "\"api_key\": settings.API_KEY[:4] + \"...\",",
        "auth=(name, password), timeout=3",
        "auth=(user, password)",
        "cursor.execute(\"SELECT * FROM users WHERE password = %s\", (password,))",
        "cursor.execute(\"INSERT INTO users (name, password) VALUES (%s, %s)\", (name, password))",
        "return redis.execute_command(\"AUTH\", password)",
        "password = getpass.getpass(\"Password: \")",
        "token = jwt.encode({\"sub\": user}, key, algorithm=\"HS256\")",
        "credentials = Credentials(user, password)",
        "self.token_cache[key] = token",
        "def f(password=\"\", token=None, *, secret: bytes = b\"\") -> str:",
        "\"secret\": secrets.token_urlsafe(16),",
        "requests.get(url, params={\"token\": token, \"sig\": sign(url, key)})",
        "pin = int(code[:4])",
        "print(f\"password: {password}\")",
        "match = re.search(r\"token=(\\w+)\", text)",
        "if key in (\"password\", \"token\", \"secret\"):",
        "return {k: (\"***\" if k == \"password\" else v) for k, v in d.items()}",
        "for name, token in tokens.items():",
        "token_count = len(tokens) + 128",
        "client = boto3.client(\"s3\", aws_secret_access_key=SECRET)",
        "engine = create_engine(f\"postgresql://{user}:{password}@{host}/shop\")",
        "subprocess.run([\"mysql\", \"-u\", user, \"-p\" + password], check=True)",
        "subprocess.run(f\"mysql -u root -p{password} shop\", shell=True)",
    ])
    func linesOfSourceStay(line: String) {
        for text in Self.tracebacks(line) { #expect(redacted(text) == text) }
    }

    @Test(arguments: [
        "login(password=\"§\", n=1)",
        "headers = {\"Authorization\": \"§\"}",
        "headers={\"X-Api-Key\": \"§\", \"Accept\": \"x\"}",
        "client.auth(\"§\")",
        "redis.execute_command(\"AUTH\", \"§\")",
        "conn = connect(\"postgres://bob:§@db/x\")",
        "TOKEN = \"§\"",
        "cursor.execute(\"ALTER USER bob PASSWORD '§'\")",
        "raise ValueError(\"the password is §\")",
        "password = \"§\" if debug else get()",
        "os.environ[\"DB_PASSWORD\"] = \"§\"",
        "os.environ.setdefault(\"DB_PASSWORD\", \"§\")",
        "subprocess.run([\"mysql\", \"-p§\"])",
        "run(\"sqlplus scott/§@db\")",
    ])
    func literalsInLinesOfSourceGo(line: String) {
        for form in Self.tracebacks(line) { expectThatOnlyTheSecretGoes(form, words: [Self.secret]) }
    }
}
