import type { mails as english } from '../en/mails.js';
import type { Texts } from '../messages.js';

/** The words: pages/common.ts. */
const common = {
  'sentence-gap': '',
  'link-label': '{text}：',
  'fact-line': '{name}：{value}',
  'code-label': 'ページでこのリンクのコードを求められた場合：',
  ignore: 'お心当たりがない場合は、このメールを無視してください。何も変わりません。',
  'ignore-unknown': 'お心当たりがない場合は、このメールを無視してください。',
  'get-help': 'ヘルプを見る',
  'set-new-password': '新しいパスワードを設定する',
  quoted: '「{name}」',

  'verify-email.subject': 'メールアドレスの確認',
  'verify-email.intro':
    '{site} のアカウントにこのアドレスが登録されました。ご本人のアドレスであることを確認してください。リンクの有効期間は24時間です。',
  'verify-email.link': 'このアドレスを確認する',
  'registration.intro':
    '{site} でこのアドレスによる登録がありました。ご本人の場合は、アドレスを確認してください。確認するとアカウントが作成されます。リンクの有効期間は24時間です。',
  'registration.ignore':
    'ご本人でない場合は、このメールを無視してください。アカウントは作成されません。パスワードは登録した人が決めたものです。',
  'change-email.subject': '新しいメールアドレスの確認',
  'change-email.intro':
    '{site} のアカウントで、今後このアドレスが使われようとしています。ご本人のアドレスであることを確認してください。リンクの有効期間は24時間です。',
  'change-email.link': 'このアドレスを使う',
  'reset-password.subject': '新しいパスワードの設定',
  'reset-password.intro':
    '{site} のアカウントに、新しいパスワードの設定が申し込まれました。リンクの有効期間は10分で、1回だけ使えます。',
  'reset-password.second-factor': '認証アプリのコードか、バックアップコードの入力が必要です。',
  'release-address.intro':
    'このアドレスがアカウントの持ち主のものであることは、一度も確認されていません。ご自分で作成したものでなければ、ほかの人があなたのアドレスを使っています。その場合は、アドレスを解放してください。そのアカウントはすべての内容とともに削除され、ご自分で登録できるようになります。',
  'release-address.link': 'このアドレスを解放する',
  'already-registered.subject': 'すでにアカウントがあります',
  'already-registered.intro':
    '{site} でこのアドレスによる登録が試みられましたが、すでにアカウントがあります。ご本人の場合は、ログインするか、新しいパスワードを設定してください。',
  'already-registered.link': 'ログイン',
  'address-taken.subject': 'このアドレスにはすでにアカウントがあります',
  'address-taken.intro':
    '{site} の別のアカウントで、このアドレスを使おうとした人がいます。このアドレスにはすでにアカウントがあるため、変更は行われませんでした。',
  'invitation.subject': '招待が届いています',
  'invitation.intro':
    '{site} でこのアドレスのアカウントを作成するよう招待されています。リンクの有効期間は7日で、1回だけ使えます。',
  'invitation.link': 'アカウントを作成する',
  'first-password.subject': 'アカウントの準備ができました',
  'first-password.intro':
    '{site} の運営者が、このアドレスのアカウントを作成しました。パスワードを決めて、ログインしてください。リンクの有効期間は7日で、1回だけ使えます。',
  'first-password.link': 'パスワードを決める',
  'first-password.ended': '有効期間が過ぎている場合は、新しいリンクを申し込んでください。',
};

const notices = {
  'fact.site': 'サイト',
  'fact.when': '日時',
  'fact.by': '操作した人',
  'fact.address': 'IPアドレス',
  'fact.browser': 'ブラウザー',
  'fact.operator': 'このサイトの運営者',
  'browser.on': '{browser}（{system}）',
  'browser.unknown': '不明なブラウザー',
  'notice.was-you': 'ご本人の場合は、何もする必要はありません。',
  'notice.was-not-you': 'ご本人でない場合：{advice}',
  'notice.unexpected': 'お心当たりがない場合：{advice}',
  'folded.subject': '{subject}（さらに{count}回）',
  'folded.intro':
    '{since} 以降、これがさらに{count}回ありました。そのたびにメールをお送りしてはいません。すべては {site} のアカウントで確認できます。',
  'folded.link': '何があったかを見る',
  'folded.advice': 'ご本人でない場合：{advice}',

  'advice.reset-password': 'すぐに新しいパスワードを設定してください。すべてのセッションが終了します。',
  'advice.check-two-factor':
    'そのあと、2要素認証がご自分の認証アプリで有効になっていることを確認してください。',
  'advice.they-have-password': 'パスワードがほかの人に知られています。',
  'advice.they-may-have-password': 'パスワードがほかの人に知られている可能性があります。',
  'advice.they-read-mails':
    'メールをほかの人に読まれています。まずメールボックスのパスワードを変更してください。',
  'advice.they-have-codes':
    'バックアップコードがほかの人に知られています。パスワードも知られている可能性があります。',
  'advice.ask-operator': 'このサイトの運営者に問い合わせてください。',
  'advice.operator-removes-app': 'そのあと、認証アプリの削除をこのサイトの運営者に依頼してください。',
  'advice.stops-change': '変更も中止されます。',
  'advice.remove-app': 'アカウントのページで、その認証アプリを削除してください。',
  'advice.remove-passkey': 'アカウントのページで、そのパスキーを削除してください。',
  'advice.replace-passkey': 'アカウントのページでそのパスキーを削除し、新しいパスキーを作成してください。',
  'advice.new-codes': '新しいバックアップコードも作成してください。',
  'advice.backup-code-opens':
    'そのときバックアップコードを使うと、パスワードでのログインがふたたび有効になります。',

  'authn_login_new_browser.subject': 'アカウントへの新しいログイン',
  'authn_login_new_browser.happened':
    'これまでこのアカウントで使われたことのないブラウザーから、ログインがありました。',
  'authn_password_change.subject': 'パスワードが変更されました',
  'authn_password_change.happened': 'パスワードが変更され、ほかのすべてのセッションが終了しました。',
  'authn_password_reset.subject': 'パスワードが再設定されました',
  'authn_password_reset.happened':
    'お送りしたリンクから新しいパスワードが設定され、すべてのセッションが終了しました。{count, plural, =0 {} other {次のパスキーでは引き続きログインできます：{names}。}}',
  'email_change_requested.subject': 'メールアドレスが変更されようとしています',
  'email_change_requested.happened':
    'ログイン中の人が、アカウントのアドレスの変更を申し込みました。新しいアドレスに届いたメールのリンクが開かれると、変更されます。',
  'email_changed.subject': 'メールアドレスが変更されました',
  'email_changed.happened':
    'アカウントのアドレスが変更されました。今後は新しいアドレスでログインし、メールも新しいアドレスに届きます。',
  'two_factor_enabled.subject': '2要素認証が有効になりました',
  'two_factor_enabled.happened': '2要素認証が有効になり、ほかのすべてのセッションが終了しました。',
  'two_factor_replaced.subject': '認証アプリが置き換えられました',
  'two_factor_replaced.happened':
    '2要素認証が別の認証アプリに移され、新しいバックアップコードが作成されました。以前のものは使えません。',
  'authenticator_added.subject': '認証アプリが追加されました',
  'authenticator_added.happened':
    'アカウントに認証アプリが追加されました：{names}。そのコードは、ほかの認証アプリのコードと同じように使えます。ほかのすべてのセッションが終了しました。',
  'authenticator_removed.subject': '認証アプリが削除されました',
  'authenticator_removed.happened':
    'アカウントから認証アプリが削除されました：{names}。そのコードは使えません。ほかのすべてのセッションが終了しました。',
  'two_factor_disabled.subject': '2要素認証が無効になりました',
  'two_factor_disabled.happened': '2要素認証が無効になりました。今はパスワードだけでアカウントに入れます。',
  'two_factor_reset_by_operator.subject': '2要素認証が無効になりました',
  'two_factor_reset_by_operator.happened':
    '2要素認証が無効になり、すべてのセッションが終了しました。{count, plural, =0 {} other {次のパスキーが削除されました：{names}。}}',
  'backup_code_used.subject': 'バックアップコードが使われました',
  'backup_code_used.happened':
    'バックアップコードが1つ使われました。残りは{remaining}個です。なくなる前に、新しいものを作成してください。',
  'backup_codes_regenerated.subject': '新しいバックアップコードが作成されました',
  'backup_codes_regenerated.happened':
    'アカウントに新しいバックアップコードが作成されました。以前のものは使えません。',
  'passkey_added.subject': 'パスキーが追加されました',
  'passkey_added.happened':
    'アカウントにパスキーが追加されました：{names}。パスワードなしでログインできます。',
  'passkey_removed.subject': 'パスキーが削除されました',
  'passkey_removed.happened':
    'アカウントからパスキーが削除されました：{names}。ほかのすべてのセッションが終了しました。',
  'passkey_counter_regressed.subject': 'パスキーがコピーされた可能性があります',
  'passkey_counter_regressed.happened':
    'パスキーが使われましたが、拒否されました。使われた回数の記録が前より減っているため、コピーが存在する可能性があります。',
  'password_log_in_disabled.subject': 'パスワードではログインできなくなりました',
  'password_log_in_disabled.happened':
    'アカウントがパスキー専用に設定されました。パスワードやコードではログインできません。ほかのすべてのセッションが終了しました。',
  'password_log_in_enabled.subject': 'パスワードでふたたびログインできます',
  'password_log_in_enabled.happened': 'パスワードでのログインが、ふたたび有効になりました。',
  'authn_second_factor_lock.subject': '2つ目の要素がロックされました',
  'authn_second_factor_lock.happened':
    '正しいパスワードのあとに、まちがったコードが何度も入力されました。認証アプリのコードは受け付けられません。バックアップコードかパスキーで解除できます。',
  'authn_second_factor_fail_repeated.subject': 'アカウントでまちがったコードが入力されました',
  'authn_second_factor_fail_repeated.happened':
    '正しいパスワードのあと、ログイン中のセッション、またはお送りしたリンクで、まちがったコードが何度も入力されました。',
  'sessions_revoked_by_operator.subject': 'すべての場所でログアウトされました',
  'sessions_revoked_by_operator.happened': 'すべてのセッションが終了しました。',
  'user_disabled.subject': 'アカウントが無効になりました',
  'user_disabled.happened': 'アカウントが無効になりました。誰もログインできません。',
  'user_enabled.subject': 'アカウントがふたたび有効になりました',
  'user_enabled.happened': 'アカウントがふたたび有効になりました。',
  'user_unlocked.subject': 'アカウントのロックが解除されました',
  'user_unlocked.happened': 'まちがったパスワードやコードによるロックが、解除されました。',
  'user_deleted.subject': 'アカウントが削除されました',
  'user_deleted.happened': 'アカウントが、すべての内容とともに削除されました。',
};

export const mails: Texts<typeof english> = { ...common, ...notices };
