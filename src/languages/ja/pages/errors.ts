import type { errors as english } from '../../en/pages/errors.js';
import type { Texts } from '../../messages.js';

export const errors: Texts<typeof english> = {
  'error.VALIDATION_FAILED': '入力内容に正しくないところがあります。',
  'error.NOT_AUTHENTICATED': 'ログアウトされています。もう一度ログインしてください。',
  'error.WRONG_CREDENTIALS':
    'メールアドレスまたはパスワードがまちがっています。両方を確認して、もう一度お試しください。',
  'error.SECOND_FACTOR_REQUIRED': 'このアカウントでは2要素認証が有効です。コードも入力してください。',
  'error.WRONG_TWO_FACTOR_CODE':
    'このコードはまちがっているか、すでに使われています。コードは1回だけ使えます。次のコードを待って、もう一度お試しください。',
  'error.WRONG_PASSKEY':
    'このパスキーは受け付けられませんでした。このアカウントのパスキーで、もう一度お試しください。しばらく応答がないと、ページがもう一度求める必要があります。',
  'error.UNKNOWN_PASSKEY':
    'このパスキーはアカウントから削除されたため、ここでは使えません。別のパスキーを使うか、パスワードでログインしてください。',
  'error.REAUTHENTICATION_REQUIRED': '本人確認が行われなかったため、何も変更されませんでした。',
  'error.INVALID_TOKEN': 'このリンクは使用済みか、古すぎるか、不完全です。新しいリンクを申し込んでください。',
  'error.CROSS_ORIGIN_REQUEST':
    'このページはサーバーと通信できません。正しいアドレスで開いて、もう一度お試しください。',
  'error.UNTRUSTED_PROXY': 'これはリバースプロキシ専用です。',
  'error.UNKNOWN_HOST': 'このアドレスは、ここで保護されているものではありません。',
  'error.GROUP_REQUIRED': 'このアカウントでは開けません。運営者にアクセスを依頼してください。',
  'error.EMAIL_NOT_VERIFIED':
    '先に、お送りしたメールのリンクを開いてください。見つからない場合は、パスワードを再設定してください。アドレスの確認にもなります。',
  'error.REGISTRATION_CLOSED':
    'ここでは登録できません。アカウントの作成を、このサイトの運営者に依頼してください。',
  'error.INVITATION_REQUIRED':
    '招待メールのリンクから登録するか、招待をこのサイトの運営者に依頼してください。',
  'error.TWO_FACTOR_LOCKED':
    'まちがったコードが多すぎました。バックアップコードを使うか、ロックの解除を運営者に依頼してください。',
  'error.TWO_FACTOR_ENROLMENT_REQUIRED':
    'このアカウントには2つ目の要素が必要です。先に2要素認証を有効にすると、すべてふたたび使えます。',
  'error.TWO_FACTOR_REQUIRED_BY_POLICY':
    'このアカウントでは2要素認証が必須のため、無効にできません。2つ目の要素を別のものに替えることはできます。',
  'error.NOT_FOUND': 'すでに存在しません。',
  'error.EMAIL_TAKEN':
    'このメールアドレスのアカウントがあります。ログインするか、パスワードを再設定してください。',
  'error.SECOND_FACTOR_ALREADY_PROVED': 'すでにログインしています。ページを読み込み直してください。',
  'error.OTHER_USER': 'その間に、ほかの人がここでログインしました。何も行われていません。',
  'error.TWO_FACTOR_NOT_ENABLED': '2要素認証はすでに無効です。',
  'error.NO_PENDING_TWO_FACTOR_SECRET':
    'このQRコードは10分以上前のものか、コードの入力回数が多すぎました。新しいQRコードを表示して、読み取ってください。',
  'error.PASSKEY_EXISTS':
    'このデバイスには、このアカウントのパスキーがすでにあります。別のデバイスで追加してください。',
  'error.TOO_MANY_AUTHENTICATORS': '認証アプリは3つまでで、すでに3つあります。先に1つ削除してください。',
  'error.TOO_MANY_PASSKEYS': 'パスキーは20個までで、すでに20個あります。先に不要なものを削除してください。',
  'error.LAST_SECOND_FACTOR':
    'このパスキーは唯一の2つ目の要素です。先に別のパスキーか認証アプリを追加するか、2要素認証を無効にしてください。',
  'error.NOT_ENOUGH_PASSKEYS':
    'パスキー専用にするには、2要素認証、残っているバックアップコード、およびパスキー2つ、または同期済みのパスキー1つが必要です。',
  'error.PASSKEYS_UNAVAILABLE':
    'このサイトはアドレスが数字のため、パスキーを使えません。パスワードを使ってください。',
  'error.PAYLOAD_TOO_LARGE': '長すぎます。',
  'error.UNSUPPORTED_MEDIA_TYPE': 'このページは古くなっています。読み込み直して、もう一度お試しください。',
  'error.TOO_MANY_ATTEMPTS': '試行回数が多すぎます。',
  'error.INTERNAL_ERROR': 'サーバーで問題が発生しました。あとでもう一度お試しください。',
  'error.SERVICE_UNAVAILABLE':
    'サーバーが混み合っているか、停止しています。少し待って、もう一度お試しください。',
  'error.OFFLINE': 'サーバーに接続できません。接続を確認して、もう一度お試しください。',
  'error.TIMEOUT': 'サーバーの応答に時間がかかりすぎました。接続を確認して、もう一度お試しください。',
  'error.NO_COOKIES':
    'ブラウザーがこのサイトのCookieを保存しないため、ログインしたままにできません。Cookieを許可して、もう一度ログインしてください。',
  'error.NO_HTTPS':
    'このページはhttpsなしで開かれたため、ログインしたままにできません。httpsのアドレスで開いてください。',
  'error.PASSKEY_CANCELLED':
    'パスキーは使われませんでした。取り消されたか、時間がかかりすぎました。もう一度お試しください。',
  'error.PASSKEY_FAILED':
    'お使いのブラウザーでは、ここでパスキーを使えません。別のブラウザーか、別の方法を使ってください。',
  'error.backup-code':
    'このバックアップコードはまちがっているか、すでに使われています。それぞれ1回だけ使えます。一覧と見比べるか、次のコードをお試しください。',
  'error.clock.past':
    'このコードは{seconds}秒前には正しいものでした。最新のコードであれば、電話の時計が遅れているか、こちらの時計が進んでいます。電話の時刻を自動設定にするか、運営者に知らせてください。',
  'error.clock.coming':
    'このコードは{seconds}秒後に正しくなります。電話の時計が進んでいるか、こちらの時計が遅れています。電話の時刻を自動設定にするか、運営者に知らせてください。',

  'rule.malformed': 'ここで求められている内容ではありません。',
  'rule.unknown-property': 'このページは古くなっています。読み込み直して、もう一度お試しください。',
  'rule.too-many-answers': '答えは1つだけにしてください。',
  'rule.not-a-string': '入力してください。',
  'rule.not-a-boolean': '「はい」か「いいえ」で答えてください。',
  'rule.not-an-integer': '整数を入力してください。',
  'rule.empty': '入力してください。',
  'rule.too-short':
    '{count}文字以上にしてください。無関係な単語をいくつか並べると、よいパスワードになります。',
  'rule.too-long': '長すぎます。',
  'rule.too-small': '小さすぎます。',
  'rule.too-large': '大きすぎます。',
  'rule.not-an-email-address': 'メールアドレスではありません。確認して、もう一度お試しください。',
  'rule.not-six-digits': 'コードは6桁の数字です。',
  'rule.not-a-credential':
    'お使いのブラウザーでは、ここでパスキーを使えません。別のブラウザーか、別の方法を使ってください。',
  'rule.not-a-name': '名前は1～64文字です。',
  'rule.not-unicode': '使えない文字が含まれています。もう一度入力してください。',
  'rule.too-common':
    'よく使われているか、推測されやすいパスワードです。無関係な単語をいくつか並べると、よいパスワードになります。',
  'rule.contains-email':
    'メールアドレスを知っている人に推測されやすいパスワードです。無関係な単語をいくつか並べると、よいパスワードになります。',
  'rule.contains-service-name':
    'このサイトを知っている人に推測されやすいパスワードです。無関係な単語をいくつか並べると、よいパスワードになります。',
  'rule.breached':
    'データ漏えいで知られているパスワードです。無関係な単語をいくつか並べると、よいパスワードになります。',
  'rule.unchanged': '以前と同じです。別のものを入力してください。',
  'rule.other-address': '招待は別のアドレスに送られました。そのアドレスを使ってください。',
};
