package io.mahavishnu.otel.passage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class MasksTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			order 12345678 was refused                   | order <id> was refused
			550e8400-e29b-41d4-a716-446655440000         | <id>
			commit 9fceb02d0ae598e95dc970b74767f19372d6  | commit <id>
			trace=4bf92f3577b34da6a3ce929d0e0e4736       | trace=<id>
			(session_id: 8412736)                        | (session_id: <id>)
			GET /api/users/42/orders                     | GET /api/users/<id>/orders
			GET /api/product/OLJCESPC7Z                  | GET /api/product/<id>
			connect to 10.0.0.17:50051 refused           | connect to <ip> refused
			peer 2001:db8::1 gone                        | peer <ip> gone
			mail to jane.doe@example.com.                | mail to <email>.
			at 2026-11-22T10:12:13.456Z                  | at <time>
			expired 10:12:13.456                         | expired <time>
			took 5321ms                                  | took <id>
			pod checkout-5d9f8b7c6d-x2k4z died           | pod checkout-<id> died
			user id 42                                   | user id <id>
			order #1042                                  | order #<id>
			at 0x7ffe12ab                                | at <id>
			""")
	void mask_hides_whatDiffersBetweenLikeTraces(String text, String masked) {
		assertThat(mask(text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a flight on May 20 at 06:00:00", "HTTP 404", "it costs $327 or $12000", "on 2024-05-20",
			"flight HAT045 of NO6JO3", "I am mia_li_3668", "my 7447 card", "port 8080", "in 2026", "version 1.2.3",
			"sha256 and OAuth2 and base64", "step 3/4", "/api/v1/users", "us-east-1", "deadbeef", "facade",
			"C++ and C#", "5 minutes", "99.9%", "" })
	void mask_keeps_whatPeopleSay(String text) {
		assertThat(mask(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			订单号123456已支付但没有发货                  | 订单号<id>已支付但没有发货
			订单号：123456，已支付3次                     | 订单号：<id>，已支付3次
			订单#1042已取消                               | 订单#<id>已取消
			用户 id 42已登录                              | 用户 id <id>已登录
			联系jane.doe@example.com已发送                | 联系<email>已发送
			连接10.0.0.17:50051失败                       | 连接<ip>失败
			耗时5321µs超时                                | 耗时<id>超时
			容器checkout-5d9f8b7c6d-x2k4z已重启           | 容器checkout-<id>已重启
			GET /api/用户/42/订单                         | GET /api/用户/<id>/订单
			GET /搜索?id=42&q=订单123456已支付            | GET /搜索?id=<id>&q=订单<id>已支付
			注文番号12345678がキャンセルされました        | 注文番号<id>がキャンセルされました
			サーバー12345が落ちた                         | サーバー<id>が落ちた
			คำสั่งซื้อที่123456ถูกยกเลิก                  | คำสั่งซื้อที่<id>ถูกยกเลิก
			주문번호123456이 취소됨                       | 주문번호<id>이 취소됨
			заказ123456 отменён                           | заказ<id> отменён
			café123456 fermé                              | <id> fermé
			""")
	void mask_hidesTheNumberAlone_whenItsScriptSetsNoSpaces(String text, String masked) {
		assertThat(mask(text)).isEqualTo(masked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "请把3月5日的航班改到3月8日", "请把2024年3月5日09:30的航班改到2024年3月8日10:15", "花了￥12000的机票", "花了$12000的机票",
			"GPT4和OAuth2以及base64", "3月20日の便を5月1日の14時30分に変更してください",
			"ขอเลื่อนเที่ยวบินจากวันที่5เดือน3ไปวันที่8เดือน4เวลา14นาฬิกา", "2024년3월5일에서 2024년3월8일로" })
	void mask_keepsDatesAndPrices_whenTheirScriptSetsNoSpaces(String text) {
		assertThat(mask(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/x/23456::a1b2", "/x/23456:a1b2::" })
	void mask_changesNothing_whenAnAddressIsLeftBesideAnId(String word) {
		String masked = Masks.mask(word, "");

		assertThat(Masks.mask(masked, "")).isEqualTo(masked);
	}

	@Test
	void mask_hidesData_whenAWordIsLongAndDense() {
		String data = "aB3xY9".repeat(20);

		assertThat(Masks.mask(data, "")).isIn("<data>", "<id>");
	}

	@Test
	void mask_keepsALongName_whenItIsMadeOfWords() {
		String name = "com.example.shop.checkout.payment.PaymentAuthorisationServiceFactory.createPaymentService";

		assertThat(Masks.mask(name, "")).isEqualTo(name);
	}

	@Test
	void mask_takesAMegabyteOfAnyOneCharacter() {
		for (char c : "a1/-:.=@ {".toCharArray()) {
			assertThat(Masks.mask(String.valueOf(c).repeat(1_000_000), "")).isNotEmpty();
		}
	}

	private static String mask(String text) {
		StringBuilder masked = new StringBuilder();
		String previous = "";
		for (String word : text.split(" ")) {
			masked.append(masked.isEmpty() ? "" : " ").append(Masks.mask(word, previous));
			previous = word;
		}
		return masked.toString();
	}

}
